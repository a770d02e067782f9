package io.autocharge.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Surroundings.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BrowsersTest {

    static final String OWN = "http://127.0.0.1:8080";

    @Test
    void a_session_becomes_a_token_with_the_scopes_of_its_role_and_the_cookie_stays_at_the_edge() {
        var claims = claims(SignedInPeople.ADMIN);
        assertThat(claims.getString("tid")).isEqualTo(Surroundings.PARTNER);
        assertThat(claims.getString("sub")).isEqualTo("stf_1");
        assertThat(claims.getString("role")).isEqualTo("admin");
        assertThat(claims.getString("scope")).isEqualTo("customers:read customers:write invoices:write");
        assertThat(claims.getLong("exp") - claims.getLong("iat")).isEqualTo(60);
        assertThat(claims.containsKey("cus")).isFalse();

        assertThat(claims(SignedInPeople.READER).getString("scope")).isEqualTo("customers:read");
    }

    @Test
    void a_customers_token_names_the_customer_and_has_no_scope_of_a_partner() {
        var claims = claims(SignedInPeople.CUSTOMER);
        assertThat(claims.getString("cus")).isEqualTo("cus_1");
        assertThat(claims.getString("scope")).isEqualTo("own:read own:pay");
    }

    @Test
    void a_session_that_has_ended_opens_nothing_and_the_browser_forgets_it() {
        for (var session : List.of("x".repeat(43), "z".repeat(43))) {
            browser(session)
                    .get("/v1/customers")
                    .then()
                    .statusCode(401)
                    .header("WWW-Authenticate", "Bearer error=\"invalid_token\"")
                    .header("Set-Cookie", allOf(startsWith("__Host-sid=;"), containsString("Max-Age=0")))
                    .body("code", equalTo("unauthorized"));
        }
        browser("rubbish").get("/v1/customers").then().body("headers", not(hasKey("authorization")));
    }

    @Test
    void who_shows_a_token_is_judged_by_it_alone() {
        browser(SignedInPeople.ADMIN)
                .header("Authorization", "Bearer x")
                .get("/v1/customers")
                .then()
                .body("headers.authorization", equalTo("Bearer x"));
    }

    @Test
    void a_page_of_ours_changes_something_with_json() {
        for (var own : List.of(
                Map.of("Origin", OWN),
                Map.of("Sec-Fetch-Site", "same-origin"),
                Map.of("Sec-Fetch-Site", "same-origin", "Origin", OWN))) {
            browser(SignedInPeople.ADMIN)
                    .headers(own)
                    .contentType("application/json")
                    .body("{\"a\":1}")
                    .post("/v1/customers")
                    .then()
                    .statusCode(200)
                    .body("body", equalTo("{\"a\":1}"))
                    .body("headers.authorization", startsWith("Bearer ey"));
        }
        browser(SignedInPeople.ADMIN)
                .header("Origin", OWN)
                .delete("/v1/customers/cus_1")
                .then()
                .statusCode(200);
    }

    /** Attack row A10. */
    @Test
    void no_other_site_changes_anything_with_a_session() {
        var tried = 0;
        var accepted = new ArrayList<String>();
        for (var route : List.of(
                "/v1/customers",
                "/v1/invoices",
                "/v1/charges",
                "/v1/refunds",
                "/v1/credits/x/refund",
                "/v1/auto-pay-rules",
                "/v1/customers/x/auto-pay",
                "/v1/customers/x/payment-methods",
                "/v1/collection-terms",
                "/v1/cases/x",
                "/v1/sandbox/clock",
                "/account/sign-out")) {
            for (var method : List.of("POST", "PUT", "PATCH", "DELETE")) {
                for (var foreign : FOREIGN) {
                    for (var type : List.of("application/json", "application/x-www-form-urlencoded", "text/plain")) {
                        tried++;
                        var answer = browser(SignedInPeople.ADMIN)
                                .headers(foreign)
                                .header("Content-Type", type)
                                .body(type.endsWith("json") ? "{}" : "form_token=guessed")
                                .request(method, route);
                        if (answer.statusCode() < 400) {
                            accepted.add(method + " " + route + " " + foreign + " " + type);
                        }
                    }
                }
            }
        }
        assertThat(accepted).isEmpty();
        assertThat(SignedInPeople.ENDED).doesNotContain(SignedInPeople.ADMIN);
        System.out.println(
                "A10: " + tried + " requests of other sites with a session, " + accepted.size() + " accepted");
    }

    @Test
    void a_form_of_ours_without_json_or_token_changes_nothing_either() {
        browser(SignedInPeople.ADMIN)
                .header("Origin", OWN)
                .formParam("a", "1")
                .post("/v1/customers")
                .then()
                .statusCode(415);
        browser(SignedInPeople.ADMIN)
                .header("Origin", OWN)
                .formParam("form_token", "guessed")
                .post("/account/sign-out")
                .then()
                .statusCode(403);
    }

    @Test
    void another_site_sees_nothing_with_a_session() {
        browser(SignedInPeople.ADMIN)
                .header("Sec-Fetch-Site", "cross-site")
                .get("/v1/customers")
                .then()
                .statusCode(403)
                .body("code", equalTo("cross_site"));
        browser(SignedInPeople.ADMIN)
                .header("Sec-Fetch-Site", "cross-site")
                .get("/account/session")
                .then()
                .statusCode(403);
    }

    @Test
    void a_person_sees_as_whom_it_is_signed_in_and_signs_out() {
        browser(SignedInPeople.READER)
                .get("/account")
                .then()
                .statusCode(200)
                .contentType("text/html")
                .body(containsString("change nothing"));
        String token = browser(SignedInPeople.READER)
                .get("/account/session")
                .then()
                .statusCode(200)
                .body("role", equalTo("read_only"))
                .body("customer_id", nullValue())
                .extract()
                .path("form_token");
        browser(SignedInPeople.READER)
                .header("Sec-Fetch-Site", "same-origin")
                .header("Origin", "null")
                .formParam("form_token", token)
                .post("/account/sign-out")
                .then()
                .statusCode(303)
                .header("Location", endsWith("/sign-in"))
                .header("Set-Cookie", containsString("Max-Age=0"));
        browser(SignedInPeople.READER).get("/v1/customers").then().statusCode(401);
        browser(SignedInPeople.READER).get("/account").then().statusCode(303);
        SignedInPeople.ENDED.remove(SignedInPeople.READER);
    }

    private static final List<Map<String, String>> FOREIGN = List.of(
            Map.of(),
            Map.of("Origin", "null"),
            Map.of("Origin", "https://evil.example"),
            Map.of("Origin", "http://127.0.0.1:8081"),
            Map.of("Origin", OWN + ".evil.example"),
            Map.of("Sec-Fetch-Site", "cross-site"),
            Map.of("Sec-Fetch-Site", "same-site"),
            Map.of("Sec-Fetch-Site", "none"),
            Map.of("Sec-Fetch-Site", "cross-site", "Origin", OWN),
            Map.of("Sec-Fetch-Site", "same-origin", "Origin", "https://evil.example"));

    private static JsonObject claims(String session) {
        var answer = browser(session).get("/v1/customers").then().statusCode(200);
        answer.body("headers", not(hasKey("cookie")));
        String bearer = answer.extract().path("headers.authorization");
        var payload = Base64.getUrlDecoder().decode(bearer.split("\\.")[1]);
        return new JsonObject(new String(payload, StandardCharsets.UTF_8));
    }

    private static RequestSpecification browser(String session) {
        return given().redirects().follow(false).header("Cookie", "__Host-sid=" + session);
    }
}
