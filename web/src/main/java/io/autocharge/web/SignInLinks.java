package io.autocharge.web;

import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.Map;

/** The links by which persons of customers sign in, as customer-service keeps them. */
@Singleton
class SignInLinks {

    private static final int LONGEST_ADDRESS = 254;

    /** What a link asks of this browser. */
    enum State {
        /** Nothing. */
        READY,
        /** The code that the asking browser shows. */
        CODE,
        /** It is used, replaced, locked or too old. */
        GONE,
        /** It was never made. */
        UNKNOWN
    }

    /** What became of a use: a session, or why there is none. */
    record Use(String session, State state) {}

    private final Services services;
    private final KeyFolder keys;

    SignInLinks(Services services, KeyFolder keys) {
        this.services = services;
        this.keys = keys;
    }

    /** Has a link mailed, if there is somebody with this address. What is no address belongs to nobody. */
    void ask(String email, String networkAddress, Nonce nonce) {
        var answer = post(
                "",
                new JsonObject()
                        .put("email", email.length() > LONGEST_ADDRESS ? "" : email)
                        .put("network_address", networkAddress)
                        .put("nonce", nonce.value())
                        .put("code", nonce.code()));
        // A number of a card instead of an address is refused before anything is looked up.
        if (answer.status() != 202 && answer.status() != 422) {
            throw unreachable(answer);
        }
    }

    State look(String token, String nonce) {
        var answer = post("/look", new JsonObject().put("token", token).put("nonce", nonce));
        return switch (answer.status()) {
            case 200 -> State.valueOf(answer.body().getString("state").toUpperCase(java.util.Locale.ROOT));
            case 404 -> State.UNKNOWN;
            default -> throw unreachable(answer);
        };
    }

    Use use(String token, String nonce, String code) {
        var answer = post(
                "/use", new JsonObject().put("token", token).put("nonce", nonce).put("code", code));
        return switch (answer.status()) {
            case 200 -> new Use(answer.body().getString("session"), State.READY);
            case 403 -> new Use(null, State.CODE);
            case 404 -> new Use(null, State.UNKNOWN);
            case 410 -> new Use(null, State.GONE);
            default -> throw unreachable(answer);
        };
    }

    private Services.Answer post(String path, JsonObject body) {
        return services.post(
                Upstream.CUSTOMER,
                "/internal/sign-in-links" + path,
                body,
                Map.of("Authorization", "Bearer " + keys.text("ops-token")));
    }

    private static Services.Unreachable unreachable(Services.Answer answer) {
        return new Services.Unreachable(Upstream.CUSTOMER, new IllegalStateException("status " + answer.status()));
    }
}
