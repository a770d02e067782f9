package io.autocharge.web;

import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;

/** Who is signed in with which session, as customer-service keeps it. Asked for each request: what ended there has ended here. */
@Singleton
class Sessions {

    private final Services services;
    private final KeyFolder keys;

    Sessions(Services services, KeyFolder keys) {
        this.services = services;
        this.keys = keys;
    }

    /** The person, if the session has not ended. */
    Optional<Person> find(String session) {
        var answer = ask("/look-up", session);
        if (answer.status() == 404) {
            return Optional.empty();
        }
        if (answer.status() != 200) {
            throw new Services.Unreachable(Upstream.CUSTOMER, new IllegalStateException("status " + answer.status()));
        }
        return Optional.of(Person.of(answer.body()));
    }

    void end(String session) {
        var answer = ask("/end", session);
        if (answer.status() != 200) {
            throw new Services.Unreachable(Upstream.CUSTOMER, new IllegalStateException("status " + answer.status()));
        }
    }

    private Services.Answer ask(String what, String session) {
        return services.post(
                Upstream.CUSTOMER,
                "/internal/sessions" + what,
                new JsonObject().put("session", session),
                Map.of("Authorization", "Bearer " + keys.text("ops-token")));
    }
}
