package io.autocharge.payment.adapter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.autocharge.runtime.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executors;

/**
 * Stripe on this machine, as far as its public API reference says how it behaves: idempotency keys that answer the first
 * answer again, errors included, and refuse other content; a search that lags; events that can be listed and fetched.
 */
public final class StripeDouble implements AutoCloseable {

    /** How the answer to the next order goes wrong. */
    enum Fault {
        DROP_BEFORE,
        DROP_AFTER,
        ERROR_AFTER,
        RATE_LIMITED
    }

    record Reply(int status, ObjectNode body) {}

    private record Remembered(Map<String, String> form, Reply reply) {}

    private static final String SECRET = "sk_test_double";

    private final HttpServer server;
    private final StripeBooks books = new StripeBooks();
    private final Map<String, Remembered> byKey = new HashMap<>();
    private final Queue<Fault> faults = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();

    public StripeDouble() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newFixedThreadPool(8, task -> {
            var thread = new Thread(task, "stripe-double");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", this::serve);
        server.start();
    }

    /** Where it listens. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** With which it is asked. */
    public String secretKey() {
        return SECRET;
    }

    /** What it holds, and what a test may make happen there. */
    StripeBooks books() {
        return books;
    }

    synchronized void fail(Fault... next) {
        faults.addAll(List.of(next));
    }

    /** The requests so far: method and path. */
    synchronized List<String> asked() {
        return List.copyOf(asked);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private synchronized void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            asked.add(exchange.getRequestMethod() + " " + path);
            if (!("Bearer " + SECRET).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                answer(exchange, error(401, "invalid_request_error", null, null, "Invalid API Key provided."));
                return;
            }
            var isOrder = exchange.getRequestMethod().equals("POST");
            var form = form(
                    isOrder
                            ? new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)
                            : exchange.getRequestURI().getRawQuery());
            var fault = isOrder ? faults.poll() : null;
            if (fault == Fault.DROP_BEFORE) {
                return;
            }
            if (fault == Fault.RATE_LIMITED) {
                answer(exchange, error(429, "invalid_request_error", "rate_limit", null, "Too many requests."));
                return;
            }
            var reply = isOrder
                    ? order(path, form, exchange.getRequestHeaders().getFirst("Idempotency-Key"), fault)
                    : books.read(path, form);
            if (fault != Fault.DROP_AFTER) {
                answer(exchange, reply);
            }
        }
    }

    /** The result of the first order under a key is saved, whatever it was, also an error of the server's. */
    private Reply order(String path, Map<String, String> form, String key, Fault fault) {
        var known = key == null ? null : byKey.get(key);
        if (known != null) {
            return known.form().equals(form)
                    ? known.reply()
                    : error(
                            400,
                            "idempotency_error",
                            null,
                            null,
                            "Keys for idempotent requests can only be used with the same parameters.");
        }
        var done = books.order(path, form);
        var reply = fault == Fault.ERROR_AFTER ? error(500, "api_error", null, null, "An unknown error.") : done;
        if (key != null) {
            byKey.put(key, new Remembered(form, reply));
        }
        return reply;
    }

    static Reply error(int status, String type, String code, String declineCode, String message) {
        var body = Json.STRICT.createObjectNode();
        var error = body.putObject("error");
        error.put("type", type).put("message", message);
        if (code != null) {
            error.put("code", code);
        }
        if (declineCode != null) {
            error.put("decline_code", declineCode);
        }
        return new Reply(status, body);
    }

    private static void answer(HttpExchange exchange, Reply reply) throws IOException {
        var bytes = Json.STRICT.writeValueAsBytes(reply.body());
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("Request-Id", "req_double");
        exchange.sendResponseHeaders(reply.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static Map<String, String> form(String encoded) {
        var form = new LinkedHashMap<String, String>();
        for (var pair : encoded == null || encoded.isEmpty() ? new String[0] : encoded.split("&")) {
            var parts = pair.split("=", 2);
            form.put(
                    URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                    URLDecoder.decode(parts.length > 1 ? parts[1] : "", StandardCharsets.UTF_8));
        }
        return form;
    }
}
