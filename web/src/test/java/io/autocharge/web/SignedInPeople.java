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

    /** The one who works with the portal; what its token asks for is answered by {@link Bookkeeping}. */
    static final String BOOKKEEPER = "b".repeat(43);

    /** The same with a role that only looks. */
    static final String LOOKER = "l".repeat(43);

    static final String READER = "r".repeat(43);
    static final String CUSTOMER = "c".repeat(43);

    /** Sessions that were ended. */
    static final Set<String> ENDED = ConcurrentHashMap.newKeySet();

    private static final Map<String, JsonObject> KNOWN = Map.of(
            BOOKKEEPER,
                    known(
                            Bookkeeping.PERSON,
                            "admin",
                            "customers:read",
                            "customers:write",
                            "invoices:read",
                            "invoices:write",
                            "charges:write"),
            LOOKER, known(Bookkeeping.PERSON, "read_only", "customers:read", "invoices:read"),
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
        StaffAtTheDoor.play(server);
        server.createContext("/internal/sign-in-links", SignedInPeople::ask);
        server.createContext("/internal/sign-in-links/look", SignedInPeople::look);
        server.createContext("/internal/sign-in-links/use", SignedInPeople::use);
        server.createContext("/internal/sessions/end", exchange -> {
            ENDED.add(session(exchange));
            answer(exchange, 200, new JsonObject());
        });
    }

    /** The link that was mailed to whoever asked last with an address that is known. */
    static final String MAILED = "m".repeat(64);

    /** A link that was used. */
    static final String USED = "u".repeat(64);

    private static volatile JsonObject asked = new JsonObject();

    /** Where an address is known there is more to do, which takes longer. */
    private static void ask(HttpExchange exchange) throws IOException {
        var asking = body(exchange);
        if (asking.getString("email").startsWith("known")) {
            asked = asking;
            java.util.concurrent.locks.LockSupport.parkNanos(
                    java.util.concurrent.ThreadLocalRandom.current().nextLong(10_000_000, 30_000_000));
        }
        exchange.sendResponseHeaders(202, -1);
        exchange.close();
    }

    private static void look(HttpExchange exchange) throws IOException {
        var opened = body(exchange);
        var token = opened.getString("token");
        var here = asked.getString("nonce", "").equals(opened.getString("nonce"));
        var state = token.equals(USED) ? "gone" : here ? "ready" : "code";
        var known = token.equals(USED) || token.equals(MAILED);
        answer(exchange, known ? 200 : 404, new JsonObject().put("state", state));
    }

    private static void use(HttpExchange exchange) throws IOException {
        var opened = body(exchange);
        var token = opened.getString("token");
        if (!token.equals(MAILED)) {
            answer(exchange, token.equals(USED) ? 410 : 404, new JsonObject());
            return;
        }
        var here = asked.getString("nonce").equals(opened.getString("nonce"));
        var typed = asked.getString("code").equals(opened.getString("code"));
        answer(exchange, here || typed ? 200 : 403, new JsonObject().put("session", CUSTOMER));
    }

    private static JsonObject known(String person, String role, String... scopes) {
        return new JsonObject()
                .put("person", person)
                .put("partner_id", Surroundings.PARTNER)
                .put("role", role)
                .put("scopes", new JsonArray(java.util.List.of((Object[]) scopes)))
                .put("signed_in_at", "2026-11-22T12:00:00Z")
                .put("name", "Ada <Lovelace>")
                .put("partner_name", "Nordlicht <IT>")
                .put("time_zone", "Europe/Berlin");
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
