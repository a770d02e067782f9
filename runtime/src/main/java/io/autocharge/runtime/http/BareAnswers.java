package io.autocharge.runtime.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** Answers for requests that no resource ever sees. They look like all others: a problem, and every header of safety. */
final class BareAnswers {

    private static final Map<String, String> HEADERS = Map.of(
            "Cache-Control", "no-store",
            "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Strict-Transport-Security", "max-age=63072000; includeSubDomains; preload",
            "Cross-Origin-Resource-Policy", "same-origin");

    private static final long PARTING_MS = 250;

    private BareAnswers() {}

    /** Adds what each answer carries, where it does not say otherwise itself. */
    static void dress(HttpServerResponse response) {
        var headers = response.headers();
        HEADERS.forEach((name, value) -> {
            if (!headers.contains(name)) {
                headers.set(name, value);
            }
        });
    }

    static void answer(HttpServerRequest request, Problem problem, String trace) {
        var response = request.response().setStatusCode(problem.status());
        problem.headers().forEach(response::putHeader);
        dress(response);
        response.putHeader("Content-Type", "application/problem+json")
                .end(new JsonObject(problem.body(trace)).toBuffer());
    }

    /** After this nothing that follows on the connection can be understood. */
    static void last(HttpServerRequest request, int status) {
        answer(request, Statuses.problem(status).with("Connection", "close"), Trace.of(request));
        // Not at once: what the caller is still sending would make its system forget our answer.
        Vertx.currentContext().owner().setTimer(PARTING_MS, later -> request.connection()
                .close());
    }
}
