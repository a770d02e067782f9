package io.autocharge.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.util.Arrays;
import java.util.List;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Surroundings.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TokenResourceTest {

    @ParameterizedTest
    @ValueSource(strings = {"/oauth/token", "/v1/oauth/token"})
    void an_api_key_gives_a_token_that_its_published_key_verifies(String path) throws Exception {
        var answer = given().auth()
                .preemptive()
                .basic("key_1", "a secret")
                .formParam("grant_type", "client_credentials")
                .post(path)
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("token_type", equalTo("Bearer"))
                .body("expires_in", equalTo(600))
                .body("scope", equalTo("customers:read invoices:write"))
                .extract();
        var published = new JsonWebKeySet(given().get("/.well-known/jwks.json").asString());
        assertThat(published.getJsonWebKeys().get(0).toParams(null)).doesNotContainKey("d");
        var claims = new JwtConsumerBuilder()
                .setVerificationKeyResolver(new JwksVerificationKeyResolver(published.getJsonWebKeys()))
                .setExpectedType(true, "at+jwt")
                .setExpectedAudience("autocharge-api")
                .setExpectedIssuer("http://127.0.0.1:8080")
                .setRequireExpirationTime()
                .build()
                .processToClaims(answer.path("access_token"));
        assertThat(claims.getStringClaimValue("tid")).isEqualTo(Surroundings.PARTNER);
        assertThat(claims.getStringClaimValue("client_id")).isEqualTo("key_1");
        assertThat(claims.getSubject()).isEqualTo("key_1");
    }

    @Test
    void credentials_may_stand_in_the_form_and_ask_for_less() {
        given().formParam("grant_type", "client_credentials")
                .formParam("client_id", "key_1")
                .formParam("client_secret", "a secret")
                .formParam("scope", "customers:read")
                .post("/oauth/token")
                .then()
                .statusCode(200)
                .body("scope", equalTo("customers:read"));
    }

    @Test
    void what_is_asked_wrongly_is_answered_in_the_words_of_the_standard() {
        asked("client_credentials", "key_1", "wrong", null, 401, "invalid_client");
        asked("client_credentials", "key_1", "a secret", "refunds:write", 400, "invalid_scope");
        asked("password", "key_1", "a secret", null, 400, "unsupported_grant_type");
        given().auth()
                .preemptive()
                .basic("key_1", "wrong")
                .formParam("grant_type", "client_credentials")
                .post("/oauth/token")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Basic realm=\"autocharge\"");
        given().formParam("client_id", "key_1")
                .post("/oauth/token")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
        given().formParam("grant_type", "client_credentials")
                .post("/oauth/token")
                .then()
                .statusCode(401)
                .body("access_token", nullValue());
    }

    @Test
    void an_app_may_sign_instead_of_showing_a_secret_and_the_edge_says_who_it_is_itself() {
        signed(ClientCredentials.SIGNED)
                .formParam("client_assertion", "a signed assertion")
                .post("/v1/oauth/token")
                .then()
                .statusCode(200)
                .body("scope", equalTo("customers:read invoices:write"));
        signed(ClientCredentials.SIGNED)
                .formParam("client_assertion", "another")
                .post("/oauth/token")
                .then()
                .statusCode(401)
                .body("error", equalTo("invalid_client"));
        signed("urn:ietf:params:oauth:client-assertion-type:saml2-bearer")
                .formParam("client_assertion", "a signed assertion")
                .post("/oauth/token")
                .then()
                .statusCode(401)
                .body("error", equalTo("invalid_client"));
        signed(ClientCredentials.SIGNED)
                .formParam("client_assertion", "a signed assertion")
                .formParam("client_secret", "a secret")
                .post("/oauth/token")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
    }

    @Test
    void whoever_asks_is_told_how_tokens_are_had_here() {
        given().get("/.well-known/oauth-authorization-server")
                .then()
                .statusCode(200)
                .header("Cache-Control", "public, max-age=600")
                .body("issuer", equalTo("http://127.0.0.1:8080"))
                .body("token_endpoint", equalTo("http://127.0.0.1:8080/oauth/token"))
                .body("jwks_uri", equalTo("http://127.0.0.1:8080/.well-known/jwks.json"))
                .body("scopes_supported", hasItems("customers:read", "charges:write", "keys:manage"))
                .body("scopes_supported", not(hasItem("staff:manage")))
                .body("service_documentation", equalTo("http://127.0.0.1:8080/docs"))
                .body("token_endpoint_auth_methods_supported", hasItem("private_key_jwt"));
        given().get("/.well-known/jwks.json").then().header("Cache-Control", "public, max-age=600");
    }

    @Test
    void keys_that_are_about_to_sign_and_that_have_signed_are_published_without_their_private_halves() {
        given().get("/.well-known/jwks.json")
                .then()
                .body("keys.kid", equalTo(List.of("a-key", "the-next-key")))
                .body("keys.d", equalTo(Arrays.asList(null, null)));
    }

    private static RequestSpecification signed(String type) {
        return given().formParam("grant_type", "client_credentials").formParam("client_assertion_type", type);
    }

    private static void asked(String grant, String id, String secret, String scope, int status, String error) {
        var request = given().formParam("grant_type", grant)
                .formParam("client_id", id)
                .formParam("client_secret", secret);
        if (scope != null) {
            request = request.formParam("scope", scope);
        }
        request.post("/oauth/token").then().statusCode(status).body("error", equalTo(error));
    }
}
