package io.autocharge.customer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import io.autocharge.contracts.PartnerId;
import io.autocharge.runtime.http.TestKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** What operators see of any service, asked of this one. */
@QuarkusTest
@QuarkusTestResource(Surroundings.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class OperatorsTest {

    @Test
    void operators_see_how_far_each_view_is() {
        operator()
                .get("/ops/streams")
                .then()
                .statusCode(200)
                .body("context", equalTo("customer"))
                .body("readers.name", hasItems("Partners", "ApiKeys", "Customers"))
                .body("readers.dead_letters", hasItems(0));
    }

    @Test
    void operators_see_that_nothing_was_left_lying() {
        operator()
                .get("/ops/letters")
                .then()
                .statusCode(200)
                .body("records", empty())
                .body("events", empty());
        operator().get("/ops/letters?limit=x").then().statusCode(400);
    }

    @Test
    void a_letter_that_is_not_there_is_neither_retried_nor_discarded() {
        operator()
                .body("{\"id\":\"invoice.events/0/1\"}")
                .post("/ops/letters/retry")
                .then()
                .statusCode(404);
        operator()
                .body("{\"id\":\"invoice.events/0/1\"}")
                .post("/ops/letters/discard")
                .then()
                .statusCode(404);
        operator().body("{}").post("/ops/letters/retry").then().statusCode(400);
    }

    @Test
    void time_passes_in_the_sandbox_and_never_back() {
        var before = now();
        advance("P30D").then().statusCode(200);
        assertThat(Duration.between(before, now())).isBetween(Duration.ofDays(30), Duration.ofDays(31));
        advance("PT1H").then().statusCode(200);
        advance("P-1D").then().statusCode(422);
        advance("P1M").then().statusCode(400);
        advance("tomorrow").then().statusCode(400);
    }

    @Test
    void a_partner_lets_time_pass_up_to_an_instant_and_twice_is_once() {
        var until = now().plus(Duration.ofDays(3));
        for (int i = 0; i < 2; i++) {
            partner("charges:write")
                    .body("{\"until\":\"" + until + "\"}")
                    .post("/sandbox/clock")
                    .then()
                    .statusCode(200);
            assertThat(Duration.between(until, now())).isBetween(Duration.ZERO, Duration.ofMinutes(1));
        }
        partner("customers:read").body("{}").post("/sandbox/clock").then().statusCode(403);
        partner("charges:write").body("{}").post("/sandbox/clock").then().statusCode(400);
    }

    private static RequestSpecification partner(String scopes) {
        return given().header("Authorization", TestKeys.bearer(PartnerId.derived("a partner"), scopes))
                .contentType("application/json");
    }

    private static Instant now() {
        return Instant.parse(operator().get("/ops/clock").path("now"));
    }

    private static io.restassured.response.Response advance(String time) {
        return operator().body("{\"advance\":\"" + time + "\"}").post("/ops/clock");
    }

    private static RequestSpecification operator() {
        return given().header("Authorization", "Bearer " + TestKeys.OPS_TOKEN).contentType("application/json");
    }
}
