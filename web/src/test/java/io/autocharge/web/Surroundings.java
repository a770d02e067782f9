package io.autocharge.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Executors;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/**
 * The services as the edge sees them, all played by one server that tells what it was asked; notification-service is not
 * there at all.
 */
public class Surroundings implements QuarkusTestResourceLifecycleManager {

    /** The link of an invoice that is open, and of one that is paid. */
    static final String OPEN = "o".repeat(43);

    static final String PAID = "p".repeat(43);

    /** Links that were tried too often, that have expired, and whose partner's links rest. */
    static final String LOCKED = "l".repeat(43);

    static final String EXPIRED = "e".repeat(43);

    static final String RESTING = "r".repeat(43);

    /** The customer over whom its service ends in the middle of a request. */
    static final String DYING = "dying";

    private static final Map<String, String> SHUT = Map.of(
            "/pay/" + PAID, "link_closed",
            "/pay/" + LOCKED, "link_locked",
            "/pay/" + EXPIRED, "link_expired",
            "/pay/" + RESTING, "links_paused");

    /** The link in the notice of a charge that is planned until it is stopped, and of one that was started. */
    static final String PLANNED = "c".repeat(64);

    static final String STARTED = "s".repeat(64);
    static final String PARTNER = "par_01JD0T3N2B9Z1X6V5K8QWERTYZ";

    private HttpServer server;
    private String factor = "1000"; // most tests are not about asking too often

    @Override
    public void init(Map<String, String> told) {
        factor = told.getOrDefault("factor", factor);
    }

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 16);
            server.setExecutor(Executors.newFixedThreadPool(4));
            server.createContext("/", Surroundings::echo);
            server.createContext("/customers/" + DYING, HttpExchange::close);
            server.createContext("/pay/", Surroundings::pay);
            server.createContext("/cancel/", Surroundings::cancel);
            server.createContext("/sandbox/clock", Surroundings::clock);
            server.createContext("/internal/api-keys/authenticate", Surroundings::authenticate);
            SignedInPeople.play(server);
            server.start();
            var url = "http://127.0.0.1:" + server.getAddress().getPort();
            return Map.of(
                    "autocharge.web.services.customer",
                    url,
                    "autocharge.web.services.invoice",
                    url,
                    "autocharge.web.services.payment",
                    url,
                    "autocharge.web.services.notification",
                    "http://127.0.0.1:1",
                    "autocharge.web.processor-url",
                    "http://processor.example",
                    "autocharge.web.keys",
                    keys().toString(),
                    "autocharge.web.limits.factor",
                    factor,
                    "quarkus.http.test-port",
                    "0");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    private static void echo(HttpExchange exchange) throws IOException {
        if (Bookkeeping.isAsked(exchange)) {
            Bookkeeping.tell(exchange);
            return;
        }
        var headers = new JsonObject();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(), values.get(0)));
        exchange.getResponseHeaders().set("Server", "a-secret/1.0");
        exchange.getResponseHeaders().set("X-Powered-By", "a-secret");
        exchange.getResponseHeaders().set("Location", "http://127.0.0.1:8082/v1/somewhere");
        answer(
                exchange,
                200,
                new JsonObject()
                        .put("method", exchange.getRequestMethod())
                        .put("uri", exchange.getRequestURI().toString())
                        .put("headers", headers)
                        .put("body", body(exchange)));
    }

    private static void pay(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        if (SHUT.containsKey(path)) {
            answer(exchange, path.endsWith(RESTING) ? 503 : 410, new JsonObject().put("code", SHUT.get(path)));
        } else if (!path.equals("/pay/" + OPEN)) {
            answer(exchange, 404, new JsonObject());
        } else if (exchange.getRequestMethod().equals("POST")) {
            var order = new JsonObject(body(exchange));
            var declined = order.getString("token").equals("tok_declined");
            answer(exchange, 202, new JsonObject().put("status", declined ? "declined" : "captured"));
        } else {
            answer(
                    exchange,
                    200,
                    new JsonObject()
                            .put("partner_name", "Nordlicht <IT>")
                            .put("invoice_number", "INV-7")
                            .put("due_date", "2026-12-22")
                            .put("total", money(18_000))
                            .put("outstanding", money(18_000))
                            .put("state", "open"));
        }
    }

    private static volatile boolean stopped;

    private static void cancel(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var posted = exchange.getRequestMethod().equals("POST");
        if (!path.equals("/cancel/" + PLANNED) && !path.equals("/cancel/" + STARTED)) {
            answer(exchange, 404, new JsonObject());
        } else if (posted && path.endsWith(STARTED)) {
            answer(exchange, 409, new JsonObject().put("detail", "This payment has been started."));
        } else {
            stopped |= posted;
            answer(
                    exchange,
                    200,
                    new JsonObject()
                            .put("partner_name", "Nordlicht <IT>")
                            .put("invoice_number", "INV-7")
                            .put("amount", money(18_000))
                            .put("charge_date", "2026-12-22")
                            .put("state", path.endsWith(STARTED) ? "started" : stopped ? "canceled" : "planned"));
        }
    }

    private static void clock(HttpExchange exchange) throws IOException {
        var known = exchange.getRequestHeaders().containsKey("Authorization");
        answer(exchange, known ? 200 : 401, new JsonObject().put("now", "2026-11-22T12:00:00Z"));
    }

    private static void authenticate(HttpExchange exchange) throws IOException {
        var shown = new JsonObject(body(exchange));
        var operator = "Bearer the-token-of-operators"
                .equals(exchange.getRequestHeaders().getFirst("Authorization"));
        var secret = "a secret".equals(shown.getString("client_secret"));
        var signed = "a signed assertion".equals(shown.getString("client_assertion"))
                && shown.getJsonArray("audiences").contains("http://127.0.0.1:8080/oauth/token");
        if (operator && (secret || signed)) {
            answer(
                    exchange,
                    200,
                    new JsonObject()
                            .put("partner_id", PARTNER)
                            .put("client_id", "key_1")
                            .put("scopes", new JsonArray().add("customers:read").add("invoices:write")));
        } else {
            answer(exchange, 401, new JsonObject());
        }
    }

    private static JsonObject money(long amount) {
        return new JsonObject().put("amount", amount).put("currency", "USD");
    }

    private static String body(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static void answer(HttpExchange exchange, int status, JsonObject body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        var bytes = body.encode().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static Path keys() throws IOException {
        try {
            var folder = Files.createTempDirectory("autocharge-keys");
            var key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            key.setKeyId("a-key");
            Files.writeString(folder.resolve("tokens.jwk"), key.toJson(OutputControlLevel.INCLUDE_PRIVATE));
            var next = OkpJwkGenerator.generateJwk(OctetKeyPairJsonWebKey.SUBTYPE_ED25519);
            next.setKeyId("the-next-key");
            Files.writeString(
                    folder.resolve("tokens.public.jwk"),
                    new JsonWebKeySet(next, key).toJson(OutputControlLevel.INCLUDE_PRIVATE));
            Files.writeString(folder.resolve("ops-token"), "the-token-of-operators");
            folder.toFile().deleteOnExit(); // after what is in it: the last that is named goes first
            for (var file : folder.toFile().listFiles()) {
                file.deleteOnExit();
            }
            return folder;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
