package io.autocharge.web;

import io.autocharge.contracts.RequestRefusal;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** What the edge itself answers when it does not lead a request on, as RFC 9457 writes it. */
final class Refusals {

    static final String TYPE = "application/problem+json";

    private static final Pattern TRACEPARENT = Pattern.compile("00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private static final long PARTING_MS = 250;

    private Refusals() {}

    static void answer(RoutingContext routing, int status) {
        answer(routing, RequestRefusal.of(status));
    }

    static void answer(RoutingContext routing, RequestRefusal refusal) {
        answer(routing.request(), refusal, trace(routing.request()));
    }

    /** After this nothing that follows on the connection can be understood. */
    static void last(HttpServerRequest request, int status) {
        request.response().putHeader("Connection", "close");
        answer(request, RequestRefusal.of(status), trace(request));
        // Not at once: what the caller is still sending would make its system forget our answer.
        Vertx.currentContext().owner().setTimer(PARTING_MS, later -> request.connection()
                .close());
    }

    private static void answer(HttpServerRequest request, RequestRefusal refusal, String trace) {
        var response = request.response();
        SafetyHeaders.addToProblem(response);
        response.setStatusCode(refusal.status())
                .putHeader("Content-Type", TYPE)
                .end(body(refusal.status(), refusal, trace).toBuffer());
    }

    static JsonObject body(int status, String trace) {
        return body(status, status == 403 ? RequestRefusal.CROSS_SITE : RequestRefusal.of(status), trace);
    }

    private static JsonObject body(int status, RequestRefusal refusal, String trace) {
        return new JsonObject()
                .put("type", refusal.type())
                .put("title", refusal.title())
                .put("status", status)
                .put("detail", refusal.sentence())
                .put("instance", "urn:trace:" + trace)
                .put("code", refusal.code())
                .put("trace_id", trace);
    }

    static String trace(HttpServerRequest request) {
        var parent = request.getHeader("traceparent");
        var match = TRACEPARENT.matcher(parent == null ? "" : parent);
        if (match.matches()) {
            return match.group(1);
        }
        var bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
