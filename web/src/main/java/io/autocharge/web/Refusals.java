package io.autocharge.web;

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

    private record Sentence(String code, String title, String detail) {}

    private Refusals() {}

    static void answer(RoutingContext routing, int status) {
        routing.response()
                .setStatusCode(status)
                .putHeader("Content-Type", TYPE)
                .end(body(status, trace(routing.request())).toBuffer());
    }

    static JsonObject body(int status, String trace) {
        var sentence = sentence(status);
        return new JsonObject()
                .put("type", "/problems/" + sentence.code().replace('_', '-'))
                .put("title", sentence.title())
                .put("status", status)
                .put("detail", sentence.detail())
                .put("instance", "urn:trace:" + trace)
                .put("code", sentence.code())
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

    private static Sentence sentence(int status) {
        return switch (status) {
            case 400 -> new Sentence("malformed", "Bad Request", "The request cannot be read.");
            case 401 -> new Sentence("unauthorized", "Unauthorized", "You are not signed in, or no longer.");
            case 403 -> new Sentence("cross_site", "Forbidden", "This is taken from our own pages alone.");
            case 404 -> new Sentence("not_found", "Not Found", "There is nothing here for you.");
            case 405 ->
                new Sentence("method_not_allowed", "Method Not Allowed", "This path does not take that method.");
            case 406 -> new Sentence("not_acceptable", "Not Acceptable", "This cannot be answered in that form.");
            case 413 -> new Sentence("body_too_large", "Content Too Large", "A body has at most 65536 bytes.");
            case 415 ->
                new Sentence(
                        "unsupported_media_type", "Unsupported Media Type", "The body is of a type not taken here.");
            case 429 ->
                new Sentence("too_many_requests", "Too Many Requests", "Too many requests in too short a time.");
            case 502 -> new Sentence("bad_answer", "Bad Gateway", "A service broke off its answer. Ask again.");
            case 503 -> new Sentence("unavailable", "Service Unavailable", "A service is not there at the moment.");
            case 504 ->
                new Sentence(
                        "no_answer_in_time",
                        "Gateway Timeout",
                        "A service did not answer in time. Ask again with the same Idempotency-Key.");
            default ->
                status < 500
                        ? new Sentence("refused", "Refused", "The request was refused.")
                        : new Sentence("failed", "Internal Server Error", "Something broke on our side.");
        };
    }
}
