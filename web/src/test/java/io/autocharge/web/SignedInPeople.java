package io.autocharge.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The sessions that customer-service knows, as the tests of the edge want them. */
final class SignedInPeople {

    /** Sessions of a partner's admin, of one who only reads, and of a person of a customer. */
    static final String ADMIN = "a".repeat(43);

    static final String READER = "r".repeat(43);
    static final String CUSTOMER = "c".repeat(43);

    /** Sessions that were ended. */
    static final Set<String> ENDED = ConcurrentHashMap.newKeySet();

    private static final Map<String, JsonObject> KNOWN = Map.of(
            ADMIN, known("stf_1", "admin", "customers:read", "customers:write", "invoices:write"),
            READER, known("stf_2", "read_only", "customers:read"),
            CUSTOMER, known("usr_1", "customer", "own:read", "own:pay").put("customer_id", "cus_1"));

    private SignedInPeople() {}

    static void play(HttpServer server) {
        server.createContext("/internal/sessions/look-up", exchange -> {
            var session = session(exchange);
            var known = ENDED.contains(session) ? null : KNOWN.get(session);
            answer(exchange, known == null ? 404 : 200, known == null ? new JsonObject() : known);
        });
        server.createContext("/internal/sessions/end", exchange -> {
            ENDED.add(session(exchange));
            answer(exchange, 200, new JsonObject());
        });
    }

    private static JsonObject known(String person, String role, String... scopes) {
        return new JsonObject()
                .put("person", person)
                .put("partner_id", Surroundings.PARTNER)
                .put("role", role)
                .put("scopes", new JsonArray(java.util.List.of((Object[]) scopes)))
                .put("signed_in_at", "2026-11-22T12:00:00Z");
    }

    private static String session(HttpExchange exchange) throws IOException {
        return body(exchange).getString("session");
    }

    static JsonObject body(HttpExchange exchange) throws IOException {
        return new JsonObject(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    }

    static void answer(HttpExchange exchange, int status, JsonObject body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        var bytes = body.encode().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
