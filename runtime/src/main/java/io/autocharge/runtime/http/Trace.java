package io.autocharge.runtime.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The number under which a request is found again in the logs: the caller's {@code traceparent}, or a fresh one. */
final class Trace {

    private static final Pattern TRACEPARENT = Pattern.compile("00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String KEY = "autocharge.trace";

    private Trace() {}

    static String of(RoutingContext routing) {
        String known = routing.get(KEY);
        if (known == null) {
            known = of(routing.request());
            routing.put(KEY, known);
        }
        return known;
    }

    static String of(HttpServerRequest request) {
        var traceparent = request.getHeader("traceparent");
        var match = TRACEPARENT.matcher(traceparent == null ? "" : traceparent);
        if (match.matches() && !match.group(1).equals("0".repeat(32))) {
            return match.group(1);
        }
        var bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
