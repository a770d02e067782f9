package io.autocharge.stack.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A small HTTP server on the JDK's own, for the parts of the stack that are not services. */
public final class LightServer implements AutoCloseable {

    static {
        // Without it each answer waits some 40 ms for the peer's delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxReqTime", "30");
    }

    private static final int MOST_THREADS = 128;
    private static final int MOST_WAITING = 4_096;
    private static final int MOST_BYTES = 64 * 1024;

    private record Route(String method, Pattern path, List<String> names, Function<Request, Answer> handler) {}

    private final HttpServer server;
    private final ThreadPoolExecutor threads;
    private final List<Route> routes = new ArrayList<>();

    public LightServer(String host, int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(host, port), 1_024);
        threads = new ThreadPoolExecutor(
                MOST_THREADS, MOST_THREADS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MOST_WAITING));
        threads.allowCoreThreadTimeOut(true);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
    }

    /** Answers {@code method path}; a step of the path in braces is handed on by its name. */
    public LightServer on(String method, String path, Function<Request, Answer> handler) {
        var names = new ArrayList<String>();
        var step = Pattern.compile("\\{(\\w+)}").matcher(path);
        while (step.find()) {
            names.add(step.group(1));
        }
        routes.add(new Route(method, Pattern.compile(step.replaceAll("([^/]+)")), names, handler));
        return this;
    }

    /** Listens from now on. */
    public LightServer start() {
        server.start();
        return this;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        Answer answer;
        try {
            answer = answer(exchange);
        } catch (Problem problem) {
            answer = problem.answer();
        } catch (RuntimeException e) {
            e.printStackTrace();
            answer = new Problem(500, "broken", "The request failed here; see the log.").answer();
        }
        if (answer.isDropped()) {
            exchange.close();
            return;
        }
        try (exchange) {
            send(exchange, answer);
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var methods = new ArrayList<String>();
        for (var route : routes) {
            var match = route.path().matcher(path);
            if (match.matches()) {
                if (route.method().equals(exchange.getRequestMethod())) {
                    return route.handler().apply(read(exchange, path, route, match));
                }
                methods.add(route.method());
            }
        }
        if (methods.isEmpty()) {
            throw new Problem(404, "not_found", "There is nothing at this path.");
        }
        return new Problem(405, "method_not_allowed", "This path knows " + String.join(", ", methods) + ".")
                .answer()
                .with("Allow", String.join(", ", methods));
    }

    private static Request read(HttpExchange exchange, String path, Route route, Matcher match) throws IOException {
        var headers = new HashMap<String, String>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        var content = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
        if (content.length > MOST_BYTES) {
            throw new Problem(413, "too_large", "A body may have " + MOST_BYTES + " bytes at most.");
        }
        // A page of another origin cannot send this content type without being allowed to: no cross-site writes.
        if (content.length > 0 && !headers.getOrDefault("content-type", "").startsWith("application/json")) {
            throw new Problem(415, "unsupported_media_type", "The body must be application/json.");
        }
        var inPath = new HashMap<String, String>();
        for (int i = 0; i < route.names().size(); i++) {
            inPath.put(route.names().get(i), match.group(i + 1));
        }
        var query = query(exchange.getRequestURI().getRawQuery());
        return new Request(exchange.getRequestMethod(), path, inPath, query, headers, content);
    }

    private static Map<String, String> query(String raw) {
        var query = new HashMap<String, String>();
        if (raw == null) {
            return query;
        }
        for (var pair : raw.split("&")) {
            var equals = pair.indexOf('=');
            try {
                var name = equals < 0 ? pair : pair.substring(0, equals);
                var value = equals < 0 ? "" : pair.substring(equals + 1);
                query.put(
                        URLDecoder.decode(name, StandardCharsets.UTF_8),
                        URLDecoder.decode(value, StandardCharsets.UTF_8));
            } catch (IllegalArgumentException e) {
                throw new Problem(400, "malformed", "The query is not well formed.");
            }
        }
        return query;
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set("X-Content-Type-Options", "nosniff");
        answer.headers().forEach(headers::set);
        if (answer.status() == 204) {
            exchange.sendResponseHeaders(204, -1);
            return;
        }
        headers.set("Content-Type", answer.contentType());
        exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
        if (answer.body().length > 0) {
            exchange.getResponseBody().write(answer.body());
        }
    }
}
