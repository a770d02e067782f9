package io.autocharge.web;

import io.vertx.core.http.HttpServerResponse;
import java.util.Map;

/** What each answer tells a browser that it must not do with it. */
final class SafetyHeaders {

    private static final Map<String, String> ALWAYS = Map.of(
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Strict-Transport-Security", "max-age=63072000; includeSubDomains; preload",
            "Cross-Origin-Resource-Policy", "same-origin");

    private SafetyHeaders() {}

    static void add(HttpServerResponse response) {
        ALWAYS.forEach(response.headers()::set);
    }

    /** For what is no page: nothing in it is ever run, framed or kept. */
    static void addToProblem(HttpServerResponse response) {
        add(response);
        response.headers()
                .set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
                .set("Cache-Control", "no-store");
    }
}
