package io.autocharge.customer.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.PartnerCommand.RegisterPartner;
import io.autocharge.customer.Surroundings;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.Soon;
import io.autocharge.runtime.http.TestKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Surroundings.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ApiKeyResourceTest {

    static final String READING = "{\"name\":\"Tickets\",\"scopes\":[\"customers:read\"]}";

    @Inject
    Commands commands;

    PartnerId partner;

    @BeforeEach
    void a_partner() {
        partner = registered();
    }

    @Test
    void a_partner_makes_itself_a_key_whose_secret_is_shown_once() {
        var made = issued(READING, 201)
                .header("Location", matchesPattern(".*/v1/api-keys/key_.{26}"))
                .body("client_secret", matchesPattern("sk_[A-Za-z0-9_-]{43}"))
                .body("state", equalTo("active"))
                .body("created_by", equalTo(TestKeys.CLIENT))
                .extract()
                .jsonPath();
        String id = made.get("id");
        assertThat(id).endsWith(made.getString("last4"));
        var year = Instant.parse(made.getString("created_at")).plusSeconds(365 * 86_400);
        assertThat(made.getString("expires_at")).isEqualTo(year.toString());

        app().get("/api-keys")
                .then()
                .statusCode(200)
                .body("data.id", equalTo(List.of(id)))
                .body("data.name", everyItem(equalTo("Tickets")))
                .body("data[0].client_secret", nullValue());
        authenticated(id, made.getString("client_secret"), 200).body("scopes", equalTo(List.of("customers:read")));
    }

    @Test
    void a_scope_that_is_nothing_is_refused() {
        issued("{\"scopes\":[\"customers:read\",null]}", 400)
                .contentType("application/problem+json")
                .body("errors[0].pointer", equalTo("/scopes/1"))
                .body("errors[0].detail", equalTo("A text is expected."));
    }

    @Test
    void a_key_that_is_asked_for_twice_is_one_and_its_secret_is_not_shown_again() {
        var request = UUID.randomUUID().toString();
        app(request).body(READING).post("/api-keys").then().statusCode(201);
        app(request)
                .body(READING)
                .post("/api-keys")
                .then()
                .header("Idempotency-Replayed", nullValue())
                .body("client_secret", nullValue());
        app().get("/api-keys").then().body("data", hasSize(1));
    }

    @Test
    void with_two_keys_one_is_replaced_by_the_other_without_a_gap() {
        var first = issued(READING, 201).extract().jsonPath();
        issued(READING, 201);
        issued(READING, 409).body("code", equalTo("TOO_MANY_API_KEYS"));

        app().delete("/api-keys/" + first.getString("id")).then().statusCode(204);
        app().delete("/api-keys/" + first.getString("id")).then().statusCode(204);
        app().get("/api-keys/" + first.getString("id"))
                .then()
                .body("state", equalTo("revoked"))
                .body("revoked_by", equalTo(TestKeys.CLIENT));
        authenticated(first.getString("id"), first.getString("client_secret"), 401);
        issued(READING, 201);
    }

    @Test
    void the_token_of_a_revoked_key_is_refused_at_once() {
        String id = issued(READING, 201).extract().path("id");
        var other = given().header("Authorization", TestKeys.bearer(partner, id, "customers:read"));
        other.get("/customers").then().statusCode(200);

        app().delete("/api-keys/" + id).then().statusCode(204);

        var start = System.nanoTime();
        Soon.find(
                Duration.ofSeconds(60),
                () -> Optional.of(other.get("/customers").statusCode()).filter(status -> status == 401));
        var ms = (System.nanoTime() - start) / 1_000_000;
        other.get("/customers")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", equalTo("Bearer error=\"invalid_token\""));
        assertThat(ms).as("milliseconds until the token was refused").isLessThan(5_000);
        app().get("/customers").then().statusCode(200);
    }

    @Test
    void nobody_gives_away_more_than_it_has() {
        issued("{\"scopes\":[\"customers:read\",\"refunds:write\"]}", 403)
                .header("WWW-Authenticate", "Bearer error=\"insufficient_scope\", scope=\"refunds:write\"")
                .body("code", equalTo("insufficient_scope"));
        issued("{\"scopes\":[\"ops:all\"]}", 422).body("code", equalTo("SCOPE_UNKNOWN"));
        issued("{\"scopes\":[]}", 422).body("code", equalTo("SCOPE_UNKNOWN"));
        issued("{}", 422).body("code", equalTo("SCOPE_UNKNOWN"));
        given().header("Authorization", TestKeys.bearer(partner, "customers:read customers:write"))
                .get("/api-keys")
                .then()
                .statusCode(403)
                .header("WWW-Authenticate", containsString("scope=\"keys:manage\""));
    }

    @Test
    void the_keys_of_another_partner_are_not_there() {
        String id = issued(READING, 201).extract().path("id");
        var other = given().header("Authorization", TestKeys.bearer(registered(), "keys:manage"));
        other.get("/api-keys").then().body("data", hasSize(0));
        other.get("/api-keys/" + id).then().statusCode(404);
        other.delete("/api-keys/" + id).then().statusCode(404);
        app().get("/api-keys/" + id).then().body("state", equalTo("active"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"P-256", "Ed25519"})
    void a_key_may_be_proved_by_a_signature_and_has_no_secret_then(String curve) throws JoseException {
        var jwk = curve.equals("P-256")
                ? EcJwkGenerator.generateJwk(EllipticCurves.P256)
                : OkpJwkGenerator.generateJwk(OctetKeyPairJsonWebKey.SUBTYPE_ED25519);
        jwk.setKeyId("of-no-interest");
        var open = jwk.toJson(OutputControlLevel.PUBLIC_ONLY);
        var made = issued("{\"scopes\":[\"customers:read\"],\"public_key\":" + open + "}", 201)
                .body("client_secret", nullValue())
                .body("public_key.crv", equalTo(curve))
                .body("public_key.kid", nullValue())
                .extract()
                .jsonPath();
        authenticated(made.getString("id"), "", 401);

        var secret = jwk.toJson(OutputControlLevel.INCLUDE_PRIVATE);
        issued("{\"scopes\":[\"customers:read\"],\"public_key\":" + secret + "}", 422)
                .body("code", equalTo("public_key_unusable"))
                .body("errors[0].pointer", equalTo("/public_key"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"kty\":\"oct\",\"k\":\"c2VjcmV0\"}",
                "{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\"}",
                "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AQ\",\"y\":\"AQ\"}",
                "{\"kty\":\"EC\",\"crv\":\"P-256\"}",
                "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":1,\"y\":[]}",
                "{\"kty\":\"EC\",\"crv\":\"P-521\",\"x\":\"AQ\",\"y\":\"AQ\"}",
                "{\"kty\":\"OKP\",\"crv\":\"P-256\",\"x\":\"AQ\",\"y\":\"AQ\"}",
                "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"AQ\"}",
                "{\"kty\":\"OKP\",\"crv\":\"X25519\",\"x\":\"AQ\"}"
            })
    void a_public_key_that_is_none_is_refused(String jwk) {
        issued("{\"scopes\":[\"customers:read\"],\"public_key\":" + jwk + "}", 422)
                .body("code", equalTo("public_key_unusable"));
    }

    @Test
    void a_key_that_is_good_for_longer_than_a_year_is_refused() {
        issued("{\"scopes\":[\"customers:read\"],\"expires_at\":\"2099-01-01T00:00:00Z\"}", 422)
                .body("code", equalTo("API_KEY_TERM_OUT_OF_RANGE"));
    }

    private ValidatableResponse issued(String draft, int status) {
        return app().body(draft).post("/api-keys").then().statusCode(status);
    }

    private static ValidatableResponse authenticated(String client, String secret, int status) {
        return given().header("Authorization", "Bearer " + TestKeys.OPS_TOKEN)
                .contentType("application/json")
                .body("{\"client_id\":\"%s\",\"client_secret\":\"%s\"}".formatted(client, secret))
                .post("/internal/api-keys/authenticate")
                .then()
                .statusCode(status);
    }

    private RequestSpecification app() {
        return app(UUID.randomUUID().toString());
    }

    private RequestSpecification app(String request) {
        return given().header("Authorization", TestKeys.bearer(partner, "keys:manage customers:read"))
                .header("Idempotency-Key", request)
                .contentType("application/json");
    }

    private PartnerId registered() {
        var id = PartnerId.fresh(Instant.now());
        commands.send(new RegisterPartner(id, "Nordlicht IT", "hi@nordlicht.example", ZoneId.of("Europe/Berlin"), 0));
        return id;
    }
}
