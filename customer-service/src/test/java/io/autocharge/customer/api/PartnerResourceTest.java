package io.autocharge.customer.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.startsWith;

import io.autocharge.contracts.PartnerId;
import io.autocharge.customer.Surroundings;
import io.autocharge.runtime.http.TestKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Surroundings.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PartnerResourceTest {

    static final String NORDLICHT =
            "{\"name\":\"Nordlicht IT\",\"email\":\"hi@nordlicht.example\",\"time_zone\":\"Europe/Berlin\",\"cut_off_hour\":18}";

    @Test
    void an_operator_takes_a_partner_on_and_lets_its_app_in_until_the_key_is_revoked() {
        var partner = registered();
        var key = operator()
                .body("{}")
                .post("/partners/" + partner + "/api-keys")
                .then()
                .statusCode(201);
        String client = key.extract().path("client_id");
        String secret = key.extract().path("client_secret");
        key.body("client_id", startsWith("key_")).body("client_secret", matchesPattern("sk_[A-Za-z0-9_-]{43}"));

        authenticate(client, secret, 200).body("partner_id", equalTo(partner)).body("scopes", hasItem("charges:write"));
        authenticate(client, secret + "x", 401).body("code", equalTo("invalid_client"));

        operator().delete("/partners/" + partner + "/api-keys/" + client).then().statusCode(204);
        io.autocharge.runtime.Soon.find(java.time.Duration.ofSeconds(5), () -> java.util.Optional.of(
                        credentials(client, secret).statusCode())
                .filter(status -> status == 401));
        authenticate(client, secret, 401);
    }

    @Test
    void a_key_that_was_never_issued_opens_nothing() {
        authenticate("key_01JD0T3N2B9Z1X6V5K8QWERTYZ", "x", 401);
        authenticate("rubbish", "x", 401);
        operator().body("{}").post("/internal/api-keys/authenticate").then().statusCode(401);
    }

    @Test
    void a_key_request_made_twice_does_not_show_the_secret_twice() {
        var partner = registered();
        var key = UUID.randomUUID().toString();
        operator(key)
                .body("{}")
                .post("/partners/" + partner + "/api-keys")
                .then()
                .statusCode(201);
        operator(key)
                .body("{}")
                .post("/partners/" + partner + "/api-keys")
                .then()
                .statusCode(409)
                .body("code", equalTo("API_KEY_ALREADY_ISSUED"));
    }

    @Test
    void partners_are_for_operators_alone() {
        var partner = PartnerId.fresh(Instant.now());
        var app = given().header("Authorization", TestKeys.bearer(partner, "customers:read customers:write"))
                .header("Idempotency-Key", "x")
                .contentType("application/json");
        app.body(NORDLICHT).post("/partners").then().statusCode(401);
        app.get("/ops/streams").then().statusCode(401);
        given().get("/ops/clock").then().statusCode(401);
    }

    @Test
    void a_time_zone_that_is_none_is_pointed_at() {
        operator()
                .body(NORDLICHT.replace("Europe/Berlin", "Mars/Base"))
                .post("/partners")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/time_zone"));
    }

    private static String registered() {
        return operator()
                .body(NORDLICHT)
                .post("/partners")
                .then()
                .statusCode(201)
                .body("id", startsWith("par_"))
                .body("cut_off_hour", equalTo(18))
                .extract()
                .path("id");
    }

    private static io.restassured.response.ValidatableResponse authenticate(String client, String secret, int status) {
        return credentials(client, secret).then().statusCode(status);
    }

    private static io.restassured.response.Response credentials(String client, String secret) {
        return operator()
                .body("{\"client_id\":\"%s\",\"client_secret\":\"%s\"}".formatted(client, secret))
                .post("/internal/api-keys/authenticate");
    }

    private static RequestSpecification operator() {
        return operator(UUID.randomUUID().toString());
    }

    private static RequestSpecification operator(String key) {
        return given().header("Authorization", "Bearer " + TestKeys.OPS_TOKEN)
                .header("Idempotency-Key", key)
                .contentType("application/json");
    }
}
