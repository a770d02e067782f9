package io.autocharge.web;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;

/**
 * The person who is signed in and looks at a page. Pages read and order through the API of the services with this person's
 * own rights, so that no page shows or does what the API would refuse. Whoever asks for something first learns whether the
 * session holds, and for an order, whether a page of ours sent it.
 */
@RequestScoped
@Named("visitor")
public class Visitor {

    static final String FORM_TOKEN = "Form-Token";

    /** What the API answered; {@code body} is empty if it had nothing to say. */
    public record Answer(int status, JsonObject body) {
        /** Whether it was done. */
        public boolean isDone() {
            return status < 300;
        }

        /** Why it was not done, for a person. */
        public String reason() {
            return status >= 500
                    ? "This cannot be done at the moment. Please try again in a minute."
                    : body.getString("detail", "This was refused. Nothing was done.");
        }
    }

    /** Nobody is signed in, or the session has ended. */
    static final class SignedOut extends RuntimeException {
        SignedOut() {
            super("Nobody is signed in", null, false, false);
        }
    }

    /** The API says no where a page cannot go on; its status is the page's. */
    static final class Refused extends RuntimeException {
        private final int status;

        Refused(int status) {
            super("The API answered " + status, null, false, false);
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    private final HttpServerRequest request;
    private final Sessions sessions;
    private final Origins origins;
    private final AccessTokens tokens;
    private final Routes routes;
    private final Services services;
    private Person person;

    Visitor(
            HttpServerRequest request,
            Sessions sessions,
            Origins origins,
            AccessTokens tokens,
            Routes routes,
            Services services) {
        this.request = request;
        this.sessions = sessions;
        this.origins = origins;
        this.tokens = tokens;
        this.routes = routes;
        this.services = services;
    }

    /** Who it is. */
    public Person person() {
        if (person == null) {
            var session = Cookies.session(request).orElseThrow(SignedOut::new);
            if (Origins.isLooking(request) ? !origins.mayLook(request) : !mayOrder(session)) {
                throw new Refused(403);
            }
            person = sessions.find(session).orElseThrow(SignedOut::new);
        }
        return person;
    }

    /** The person of a partner's staff that it is; a customer's person is led to its own pages. */
    public Person staff() {
        if (!person().isStaff()) {
            throw new Refused(403);
        }
        return person();
    }

    /** Whether the role has a scope such as {@code charges:write}. What it has not is not offered. */
    public boolean may(String scope) {
        return person().scopes().contains(scope);
    }

    /** What an order of this person carries. */
    public String formToken() {
        return Cookies.session(request).map(Cookies::formToken).orElse("");
    }

    /** Reads what has to be there for a page to be shown. */
    public JsonObject read(String path) {
        var answer = look(path);
        if (!answer.isDone()) {
            throw new Refused(answer.status());
        }
        return answer.body();
    }

    /** Reads what may be missing. */
    public Answer look(String path) {
        return send(HttpMethod.GET, path, null, Map.of());
    }

    /** Orders something; {@code key} makes the same order, sent twice, one. */
    public Answer order(String path, JsonObject body, String key) {
        var headers = new HashMap<>(Map.of("Prefer", "wait=5"));
        if (key != null) {
            headers.put("Idempotency-Key", key);
        }
        return send(HttpMethod.POST, path, body, headers);
    }

    /** Takes something away. */
    public Answer remove(String path) {
        return send(HttpMethod.DELETE, path, null, Map.of());
    }

    private Answer send(HttpMethod method, String path, JsonObject body, Map<String, String> headers) {
        var service = routes.service(method, path.split("\\?", 2)[0]).orElseThrow(() -> new Refused(404));
        var all = new HashMap<>(headers);
        all.put("Authorization", "Bearer " + tokens.issue(person()));
        var answer = services.send(method.name(), service, path, body, all);
        return new Answer(answer.status(), answer.body());
    }

    private boolean mayOrder(String session) {
        var shown = request.getHeader(FORM_TOKEN);
        return origins.mayChange(request)
                && shown != null
                && MessageDigest.isEqual(
                        Cookies.formToken(session).getBytes(StandardCharsets.US_ASCII),
                        shown.getBytes(StandardCharsets.UTF_8));
    }
}
