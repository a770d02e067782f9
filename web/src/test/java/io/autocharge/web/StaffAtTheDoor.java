package io.autocharge.web;

import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** The staff that customer-service knows, as the tests of the pages want it. */
final class StaffAtTheDoor {

    static final String EMAIL = "jörg@nordlicht.example";
    static final String PASSPHRASE = "vier Katzen am See";

    /** A link to join, one to choose another passphrase, and one that was used. */
    static final String JOIN = "j".repeat(64);

    static final String FORGOTTEN = "f".repeat(64);
    static final String USED = "g".repeat(64);

    private StaffAtTheDoor() {}

    static void play(HttpServer server) {
        server.createContext("/internal/staff/sign-in", exchange -> {
            var shown = SignedInPeople.body(exchange);
            var known = shown.getString("email").equals(EMAIL)
                    && shown.getString("passphrase").equals(PASSPHRASE)
                    && shown.getString("code").equals("123456");
            SignedInPeople.answer(exchange, known ? 200 : 401, new JsonObject().put("session", SignedInPeople.ADMIN));
        });
        server.createContext("/internal/staff/forgotten", exchange -> {
            exchange.sendResponseHeaders(202, -1);
            exchange.close();
        });
        server.createContext("/internal/staff-links/look", exchange -> {
            var token = SignedInPeople.body(exchange).getString("token");
            var joins = token.equals(JOIN);
            var found = new JsonObject()
                    .put("name", "Jörg <Müller>")
                    .put("email", EMAIL)
                    .put("joins", joins)
                    .put("seed", joins ? "ABCDEFGH" : null)
                    .put("uri", joins ? "otpauth://totp/x?secret=ABCDEFGH" : null);
            SignedInPeople.answer(exchange, status(token), found);
        });
        server.createContext("/internal/staff-links/use", exchange -> {
            var opened = SignedInPeople.body(exchange);
            var token = opened.getString("token");
            if (status(token) != 200) {
                SignedInPeople.answer(exchange, status(token), new JsonObject());
            } else if (!opened.getString("passphrase").equals(PASSPHRASE)) {
                SignedInPeople.answer(exchange, 422, new JsonObject().put("code", "passphrase_weak"));
            } else if (!opened.getString("code").equals("123456")) {
                SignedInPeople.answer(exchange, 422, new JsonObject().put("code", "code_wrong"));
            } else {
                var codes = new JsonArray();
                if (token.equals(JOIN)) {
                    codes.add("aaaa-bbbb-cccc-dddd");
                }
                SignedInPeople.answer(exchange, 200, new JsonObject().put("recovery_codes", codes));
            }
        });
    }

    private static int status(String token) {
        return token.equals(JOIN) || token.equals(FORGOTTEN) ? 200 : token.equals(USED) ? 410 : 404;
    }
}
