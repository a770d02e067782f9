package io.autocharge.web;

import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** The door for the staff of partners, as customer-service keeps it. */
@Singleton
class StaffDoor {

    private static final int LONGEST = 512;

    /** What became of the use of a link. */
    enum Outcome {
        DONE,
        PASSPHRASE_WEAK,
        CODE_WRONG,
        GONE,
        UNKNOWN
    }

    /** What a link is for; without one it is good for nothing, for which {@code outcome} says why. */
    record Look(Outcome outcome, String name, String email, boolean joins, String seed, String uri) {}

    /** What became of it, and the recovery codes of somebody who has joined. */
    record Use(Outcome outcome, List<String> recoveryCodes) {}

    private final Services services;
    private final KeyFolder keys;

    StaffDoor(Services services, KeyFolder keys) {
        this.services = services;
        this.keys = keys;
    }

    /** The session that begins; none if anything is wrong. */
    String signIn(String email, String passphrase, String code, String networkAddress) {
        var answer = post(
                "/internal/staff/sign-in",
                new JsonObject()
                        .put("email", bounded(email))
                        .put("passphrase", bounded(passphrase))
                        .put("code", bounded(code))
                        .put("network_address", networkAddress));
        return switch (answer.status()) {
            case 200 -> answer.body().getString("session");
            case 401, 422 -> null; // 422: what looks like the number of a card is no passphrase here either
            default -> throw unreachable(answer);
        };
    }

    void forgotten(String email, String networkAddress) {
        var answer = post(
                "/internal/staff/forgotten",
                new JsonObject().put("email", bounded(email)).put("network_address", networkAddress));
        if (answer.status() != 202 && answer.status() != 422) {
            throw unreachable(answer);
        }
    }

    Look look(String token) {
        var answer = post("/internal/staff-links/look", new JsonObject().put("token", token));
        if (answer.status() == 200) {
            var found = answer.body();
            return new Look(
                    Outcome.DONE,
                    found.getString("name"),
                    found.getString("email"),
                    found.getBoolean("joins"),
                    found.getString("seed"),
                    found.getString("uri"));
        }
        return new Look(outcome(answer), null, null, false, null, null);
    }

    Use use(String token, String passphrase, String code) {
        var answer = post(
                "/internal/staff-links/use",
                new JsonObject()
                        .put("token", token)
                        .put("passphrase", bounded(passphrase))
                        .put("code", bounded(code)));
        if (answer.status() == 200) {
            var codes = answer.body().getJsonArray("recovery_codes").stream()
                    .map(String::valueOf)
                    .toList();
            return new Use(Outcome.DONE, codes);
        }
        return new Use(outcome(answer), List.of());
    }

    private static Outcome outcome(Services.Answer answer) {
        return switch (answer.status()) {
            case 404 -> Outcome.UNKNOWN;
            case 410 -> Outcome.GONE;
            case 422 ->
                "code_wrong".equals(answer.body().getString("code")) ? Outcome.CODE_WRONG : Outcome.PASSPHRASE_WEAK;
            default -> throw unreachable(answer);
        };
    }

    private static String bounded(String text) {
        return text == null || text.length() > LONGEST ? "" : text;
    }

    private Services.Answer post(String path, JsonObject body) {
        return services.post(
                Upstream.CUSTOMER, path, body, Map.of("Authorization", "Bearer " + keys.text("ops-token")));
    }

    private static Services.Unreachable unreachable(Services.Answer answer) {
        return new Services.Unreachable(Upstream.CUSTOMER, new IllegalStateException("status " + answer.status()));
    }
}
