package io.autocharge.customer.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.PartnerCommand.RegisterPartner;
import io.autocharge.customer.Surroundings;
import io.autocharge.runtime.Chronicle;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.http.TestKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/**
 * Attack row A5: an app names another partner wherever a request has room for a name, straight at the service and past the
 * edge. Whose request it is, the token alone says.
 */
@QuarkusTest
@QuarkusTestResource(Surroundings.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AnothersNameTest {

    private static final List<String> HEADERS = List.of(
            "X-Partner-Id",
            "X-Partner",
            "Partner-Id",
            "X-Tenant-Id",
            "X-Tenant",
            "tid",
            "X-User",
            "X-Forwarded-User",
            "X-Autocharge-Partner",
            "ce_partnerid",
            "partner_id",
            "Baggage",
            "Cookie");

    private static final List<String> WORDS =
            List.of("partner_id", "partnerId", "partner", "tid", "tenant", "tenant_id", "on_behalf_of", "client_id");

    private static final List<String> LISTS = List.of("/customers", "/api-keys", "/collection-terms");

    @Inject
    Commands commands;

    @Inject
    Chronicle chronicle;

    private PartnerId victim;
    private PartnerId attacker;
    private int tried;
    private int told;

    @Test
    void a_name_of_another_partner_changes_nothing_for_it_and_shows_nothing_of_it() {
        victim = registered();
        attacker = registered();
        app(victim).body(customer()).post("/customers").then().statusCode(201);
        var events = events(victim);
        var seen = shown();

        for (var header : HEADERS) {
            var value = header.equals("Cookie") || header.equals("Baggage") ? "partner_id=" + victim : victim.value();
            LISTS.forEach(list -> look(app(attacker).header(header, value).get(list), 200));
            var made = look(app(attacker).header(header, value).body(customer()).post("/customers"), 201);
            app(attacker).get("/customers/" + made.path("id")).then().statusCode(200);
        }
        for (var word : WORDS) {
            LISTS.forEach(
                    list -> look(app(attacker).queryParam(word, victim.value()).get(list), 200));
            var made = look(
                    app(attacker)
                            .queryParam(word, victim.value())
                            .body(customer())
                            .post("/customers"),
                    201);
            app(attacker).get("/customers/" + made.path("id")).then().statusCode(200);
            look(app(attacker).body(with(word, customer())).post("/customers"), 400);
            look(
                    app(attacker)
                            .body(with(word, "{\"scopes\":[\"customers:read\"]}"))
                            .post("/api-keys"),
                    400);
            look(app(attacker).body(with(word, "{}")).put("/collection-terms"), 400);
        }

        var effects = events(victim) - events;
        System.out.printf(
                "A5: %d requests with another partner's id in header, query or body, %d effects there, "
                        + "%d answers that tell of it (bound 0)%n",
                tried, effects, told);
        assertThat(effects).isZero();
        assertThat(told).isZero();
        assertThat(shown()).isEqualTo(seen);
    }

    private Response look(Response answer, int expected) {
        tried++;
        told += answer.asString().contains(victim.value()) ? 1 : 0;
        assertThat(answer.statusCode()).isEqualTo(expected);
        return answer;
    }

    private List<String> shown() {
        return LISTS.stream().map(list -> app(victim).get(list).asString()).toList();
    }

    /** All that has ever happened to the partner in this service. */
    private long events(PartnerId partner) {
        var count = 0L;
        var position = 0L;
        for (var facts = chronicle.after(0, 500); !facts.isEmpty(); facts = chronicle.after(position, 500)) {
            count += facts.stream()
                    .filter(fact -> partner.value().equals(fact.partner()))
                    .count();
            position = facts.get(facts.size() - 1).position();
        }
        return count;
    }

    private String with(String word, String body) {
        return new JsonObject(body).put(word, victim.value()).encode();
    }

    private static String customer() {
        var user = new JsonObject().put("name", "Dana Reyes").put("email", "dana@customer.example");
        return new JsonObject()
                .put("name", "Customer " + UUID.randomUUID())
                .put("users", new JsonArray().add(user))
                .encode();
    }

    private static RequestSpecification app(PartnerId partner) {
        var scopes = "customers:read customers:write autopay:write keys:manage";
        return given().header("Authorization", TestKeys.bearer(partner, scopes))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json");
    }

    private PartnerId registered() {
        var id = PartnerId.fresh(Instant.now());
        commands.send(new RegisterPartner(id, "Nordlicht IT", "hi@nordlicht.example", ZoneId.of("Europe/Berlin"), 0));
        return id;
    }
}
