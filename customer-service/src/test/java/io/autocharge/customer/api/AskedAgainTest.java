package io.autocharge.customer.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.autocharge.contracts.PartnerId;
import io.autocharge.customer.Surroundings;
import io.autocharge.runtime.http.TestKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Surroundings.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AskedAgainTest {

    static final String BRANDT =
            "{\"name\":\"Brandt\",\"users\":[{\"name\":\"Anna\",\"email\":\"anna@brandt.example\"}]}";

    final PartnerId partner = PartnerId.fresh(Instant.now());
    final String key = UUID.randomUUID().toString();

    @Test
    void a_repeated_request_gets_the_first_answer_to_the_byte_whatever_has_happened_since() {
        var first = post(BRANDT);
        first.then().statusCode(201).header("Idempotency-Replayed", nullValue());
        String id = first.path("id");
        as(partner)
                .body("{\"name\":\"Brandt SE\"}")
                .patch("/customers/" + id)
                .then()
                .statusCode(200);
        var again = post(BRANDT);
        again.then().statusCode(201).header("Idempotency-Replayed", "true").body("name", equalTo("Brandt"));
        assertThat(again.asByteArray()).isEqualTo(first.asByteArray());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(again.contentType()).isEqualTo(first.contentType());
        as(partner).get("/customers/" + id).then().body("name", equalTo("Brandt SE"));
    }

    @Test
    void a_key_is_good_for_one_request_only() {
        post(BRANDT).then().statusCode(201);
        for (var other : new String[] {BRANDT.replace("Brandt", "Other"), BRANDT + " ", "", "{"}) {
            post(other)
                    .then()
                    .statusCode(422)
                    .contentType("application/problem+json")
                    .body("type", equalTo("/problems/idempotency-key-reused"))
                    .header("Idempotency-Replayed", nullValue());
        }
        as(partner)
                .header("Idempotency-Key", key)
                .body(BRANDT)
                .post("/customers?x=1")
                .then()
                .statusCode(422);
        as(PartnerId.fresh(Instant.now()))
                .header("Idempotency-Key", key)
                .body(BRANDT)
                .post("/customers")
                .then()
                .statusCode(201);
    }

    @Test
    void a_no_of_the_business_is_the_answer_for_good_and_what_was_not_understood_is_none() {
        post("{\"name\":").then().statusCode(400);
        post("{\"nickname\":\"B\"}").then().statusCode(400);
        post(BRANDT.replace("Brandt", "4242424242424242"))
                .then()
                .statusCode(422)
                .body("code", equalTo("account_data_not_accepted"));
        var nobody = "{\"name\":\"Brandt\"}";
        var no = post(nobody);
        assertThat(no.statusCode()).isIn(409, 422);
        var again = post(nobody);
        again.then().header("Idempotency-Replayed", "true").contentType("application/problem+json");
        assertThat(again.asString()).isEqualTo(no.asString());
        as(partner).get("/customers").then().body("data", hasSize(0));
    }

    @Test
    void who_may_not_come_in_learns_nothing_of_what_was_answered() {
        post(BRANDT).then().statusCode(201);
        given().contentType("application/json")
                .header("Idempotency-Key", key)
                .body(BRANDT)
                .post("/customers")
                .then()
                .statusCode(401)
                .header("Idempotency-Replayed", nullValue());
        given().header("Authorization", TestKeys.bearer(partner, "customers:read"))
                .contentType("application/json")
                .header("Idempotency-Key", key)
                .body(BRANDT)
                .post("/customers")
                .then()
                .statusCode(403)
                .header("Idempotency-Replayed", nullValue());
    }

    @Test
    void other_methods_and_answers_without_a_body_are_repeated_too() {
        String id = post(BRANDT).path("id");
        for (var replayed : new String[] {null, "true"}) {
            as(partner)
                    .header("Idempotency-Key", "rename " + key)
                    .body("{\"name\":\"Brandt SE\"}")
                    .patch("/customers/" + id)
                    .then()
                    .statusCode(200)
                    .header("Idempotency-Replayed", replayed == null ? nullValue() : notNullValue())
                    .body("name", equalTo("Brandt SE"));
        }
        for (var replayed : new String[] {null, "true"}) {
            var gone = as(partner).header("Idempotency-Key", "archive " + key).delete("/customers/" + id);
            gone.then().statusCode(204).header("Idempotency-Replayed", replayed == null ? nullValue() : notNullValue());
            assertThat(gone.asByteArray()).isEmpty();
        }
    }

    @Test
    void two_keys_at_once_are_none() {
        as(partner)
                .header("Idempotency-Key", "a", "b")
                .body(BRANDT)
                .post("/customers")
                .then()
                .statusCode(400);
    }

    @Test
    void of_many_who_ask_at_once_one_creates_and_all_others_wait_or_hear_the_same() throws Exception {
        var pool = Executors.newFixedThreadPool(16);
        var start = new CyclicBarrier(16);
        try {
            var tries = new ArrayList<Callable<Response>>();
            for (int i = 0; i < 16; i++) {
                tries.add(() -> {
                    start.await();
                    return post(BRANDT);
                });
            }
            var firsts = 0;
            for (var tried : pool.invokeAll(tries)) {
                var answer = tried.get();
                if (answer.statusCode() == 409) {
                    answer.then()
                            .body("type", equalTo("/problems/idempotency-in-progress"))
                            .header("Retry-After", "2");
                } else {
                    answer.then().statusCode(201);
                    firsts += answer.header("Idempotency-Replayed") == null ? 1 : 0;
                }
            }
            assertThat(firsts).isOne();
        } finally {
            pool.shutdownNow();
        }
        as(partner).get("/customers").then().body("data", hasSize(1));
    }

    private Response post(String body) {
        return as(partner).header("Idempotency-Key", key).body(body).post("/customers");
    }

    private static RequestSpecification as(PartnerId partner) {
        return given().header("Authorization", TestKeys.bearer(partner, "customers:read customers:write"))
                .contentType("application/json");
    }
}
