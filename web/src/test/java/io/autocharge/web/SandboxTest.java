package io.autocharge.web;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Surroundings.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class SandboxTest {

    @Test
    void a_partner_app_sees_what_time_it_is_for_its_charges() {
        given().header("Authorization", "Bearer x")
                .get("/v1/sandbox/clock")
                .then()
                .statusCode(200)
                .body("now", equalTo("2026-11-22T12:00:00Z"));
    }

    @Test
    void a_time_that_nobody_understands_is_refused_with_the_way_out() {
        for (var body : new String[] {"{}", "{\"advance\":\"tomorrow\"}", "[]", "", "{\"until\":\"2026\"}"}) {
            given().header("Authorization", "Bearer x")
                    .contentType("application/json")
                    .body(body)
                    .post("/v1/sandbox/clock")
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json");
        }
    }

    @Test
    void a_service_that_is_away_is_told_and_the_same_can_be_asked_again() {
        given().header("Authorization", "Bearer x")
                .contentType("application/json")
                .body("{\"advance\":\"P1D\"}")
                .post("/v1/sandbox/clock")
                .then()
                .statusCode(503)
                .header("Retry-After", "2");
    }

    @Test
    void whom_a_service_does_not_let_in_gets_its_answer() {
        given().contentType("application/json")
                .body("{\"advance\":\"P1D\"}")
                .post("/v1/sandbox/clock")
                .then()
                .statusCode(401)
                .contentType("application/problem+json");
    }
}
