package io.autocharge.customer.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.customer.Surroundings;
import io.autocharge.runtime.http.TestKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Surroundings.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CustomerResourceTest {

    static final String BRANDT =
            "{\"name\":\"Brandt\",\"users\":[{\"name\":\"Anna\",\"email\":\"anna@brandt.example\"}],\"tags\":[\"gold\"]}";

    final PartnerId partner = PartnerId.fresh(Instant.now());

    @Test
    void a_customer_is_added_shown_changed_and_archived() {
        var id = added(BRANDT);
        as(partner).get("/customers/" + id).then().statusCode(200).body("name", equalTo("Brandt"));
        as(partner)
                .body("{\"name\":\"Brandt SE\",\"tags\":[\"north\"]}")
                .patch("/customers/" + id)
                .then()
                .statusCode(200)
                .body("name", equalTo("Brandt SE"))
                .body("tags", contains("north"));
        as(partner)
                .body("{\"tags\":[\"a\",\"b\"]}")
                .put("/customers/" + id + "/tags")
                .then()
                .statusCode(200)
                .body("tags", contains("a", "b"));
        as(partner)
                .body("{\"name\":\"Ben\",\"email\":\"ben@brandt.example\"}")
                .post("/customers/" + id + "/users")
                .then()
                .statusCode(201)
                .body("user_id", startsWith("usr_"));
        as(partner).get("/customers/" + id + "/users").then().body("data", hasSize(2));
        as(partner).delete("/customers/" + id).then().statusCode(204);
        as(partner).get("/customers/" + id).then().body("archived", equalTo(true));
        as(partner)
                .body("{\"name\":\"Too late\"}")
                .patch("/customers/" + id)
                .then()
                .statusCode(409)
                .body("code", equalTo("CUSTOMER_ARCHIVED"));
    }

    @Test
    void a_request_made_twice_adds_one_customer_and_with_other_content_none() {
        var key = UUID.randomUUID().toString();
        var first = as(partner, key).body(BRANDT).post("/customers").then().statusCode(201);
        as(partner, key)
                .body(BRANDT)
                .post("/customers")
                .then()
                .statusCode(201)
                .body("id", equalTo(first.extract().path("id")));
        as(partner, key)
                .body(BRANDT.replace("Brandt\"", "Another\""))
                .post("/customers")
                .then()
                .statusCode(422)
                .body("type", equalTo("/problems/idempotency-key-reused"));
        as(partner).get("/customers").then().body("data", hasSize(1));
    }

    @Test
    void a_change_for_a_version_that_is_gone_is_not_made() {
        var path = "/customers/" + added(BRANDT);
        var seen = as(partner).get(path).then().extract().header("ETag");
        var next = as(partner)
                .header("If-Match", seen)
                .body("{\"name\":\"Brandt SE\",\"tags\":[\"north\"]}")
                .patch(path)
                .then()
                .statusCode(200)
                .body("name", equalTo("Brandt SE"))
                .body("version", nullValue())
                .body("position", nullValue())
                .header("ETag", matchesPattern("\"[0-9]+\""))
                .header("ETag", not(equalTo(seen)))
                .extract()
                .header("ETag");
        as(partner).get(path).then().header("ETag", equalTo(next));
        for (var stale : List.of(seen, "W/" + next, "\"\"")) {
            as(partner)
                    .header("If-Match", stale)
                    .body("{\"name\":\"Lost\"}")
                    .patch(path)
                    .then()
                    .statusCode(412)
                    .contentType("application/problem+json")
                    .body("type", equalTo("/problems/precondition-failed"))
                    .header("Link", equalTo("</v1" + path + ">; rel=\"latest-version\""));
        }
        as(partner).header("If-Match", seen).delete(path).then().statusCode(412);
        as(partner).header("If-Match", "42").delete(path).then().statusCode(400);
        as(PartnerId.fresh(Instant.now()))
                .header("If-Match", next)
                .delete(path)
                .then()
                .statusCode(404);
        as(partner)
                .header("If-Match", "*")
                .body("{\"tags\":[\"a\"]}")
                .put(path + "/tags")
                .then()
                .statusCode(200);
        as(partner).header("If-Match", next).delete(path).then().statusCode(412);
        var last = as(partner).get(path).then().extract().header("ETag");
        as(partner).header("If-Match", seen + ", " + last).delete(path).then().statusCode(204);
    }

    @Test
    void a_list_is_narrowed_and_read_by_cursors() {
        for (int i = 0; i < 3; i++) {
            added(
                    "{\"name\":\"Customer %d\",\"external_id\":\"crm-%d\",\"users\":[{\"name\":\"A\",\"email\":\"a@b.example\"}]}"
                            .formatted(i, i));
        }
        var page = as(partner).get("/customers?limit=2").then().statusCode(200).body("data", hasSize(2));
        String end = page.extract().path("end_cursor");
        as(partner)
                .get("/customers?limit=2&after=" + end)
                .then()
                .body("data", hasSize(1))
                .body("has_next_page", equalTo(false))
                .body("has_previous_page", equalTo(true));
        as(partner).get("/customers?external_id=crm-1").then().body("data.name", contains("Customer 1"));
        as(partner).get("/customers?archived=maybe").then().statusCode(400);
        as(partner).get("/customers?limit=101").then().statusCode(400);
        as(partner).get("/customers?after=rubbish").then().statusCode(400);
    }

    @Test
    void another_partners_customer_looks_like_none() {
        var id = added(BRANDT);
        var stranger = PartnerId.fresh(Instant.now());
        as(stranger).get("/customers/" + id).then().statusCode(404).body("code", equalTo("not_found"));
        as(stranger).delete("/customers/" + id).then().statusCode(404);
        as(stranger)
                .get("/customers/" + CustomerId.fresh(Instant.now()))
                .then()
                .statusCode(404)
                .body("code", equalTo("not_found"));
        as(stranger).get("/customers").then().body("data", hasSize(0));
    }

    @Test
    void nobody_comes_in_without_a_token_or_its_scope() {
        given().get("/customers")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer error=\"invalid_token\"")
                .contentType("application/problem+json");
        given().header("Authorization", "Bearer rubbish")
                .get("/customers")
                .then()
                .statusCode(401);
        given().header("Authorization", TestKeys.bearer(partner, "customers:read"))
                .contentType("application/json")
                .body(BRANDT)
                .post("/customers")
                .then()
                .statusCode(403)
                .header("WWW-Authenticate", "Bearer error=\"insufficient_scope\", scope=\"customers:write\"");
    }

    @Test
    void what_cannot_be_read_is_pointed_at() {
        as(partner).body("{\"name\":").post("/customers").then().statusCode(400).body("code", equalTo("malformed"));
        as(partner)
                .body(BRANDT.replace("\"email\"", "\"mail\""))
                .post("/customers")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/users/0/mail"));
        as(partner)
                .body("{\"name\":{\"first\":\"x\"}}")
                .post("/customers")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/name"))
                .body("errors[0].detail", equalTo("A text is expected."));
        as(partner).body("").post("/customers").then().statusCode(400);
        as(partner).body("null").post("/customers").then().statusCode(400);
        as(partner).body("[]").post("/customers").then().statusCode(400);
        given().header("Authorization", TestKeys.bearer(partner, "customers:write"))
                .contentType("application/json")
                .body(BRANDT)
                .post("/customers")
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/idempotency-key-missing"));
    }

    @Test
    void what_the_business_does_not_take_is_refused_by_name() {
        as(partner)
                .body("{\"name\":\"Brandt\"}")
                .post("/customers")
                .then()
                .statusCode(422)
                .body("code", equalTo("USER_MISSING"))
                .body("trace_id", matchesPattern("[0-9a-f]{32}"));
        as(partner)
                .body("{\"name\":\"\",\"users\":[{\"name\":\"A\",\"email\":\"a@b.example\"}]}")
                .post("/customers")
                .then()
                .statusCode(422)
                .body("code", equalTo("COMPANY_MISSING"));
    }

    @Test
    void the_number_of_a_card_is_refused_and_not_repeated() {
        as(partner)
                .body(BRANDT.replace("Brandt\"", "4242 4242 4242 4242\""))
                .post("/customers")
                .then()
                .statusCode(422)
                .body("code", equalTo("account_data_not_accepted"))
                .body(not(containsString("4242")));
        as(partner)
                .get("/customers?external_id=4242424242424242")
                .then()
                .statusCode(422)
                .body(not(containsString("4242")));
    }

    @Test
    void errors_of_the_framework_are_problems_too() {
        as(partner).get("/customers/inv_1").then().statusCode(404).contentType("application/problem+json");
        as(partner).get("/nothing").then().statusCode(404).contentType("application/problem+json");
        as(partner)
                .delete("/customers")
                .then()
                .statusCode(405)
                .header("Allow", "GET, HEAD, OPTIONS, POST")
                .contentType("application/problem+json");
        as(partner)
                .accept("image/png")
                .get("/customers")
                .then()
                .statusCode(406)
                .contentType("application/problem+json");
        as(partner)
                .contentType("text/plain")
                .body(BRANDT)
                .post("/customers")
                .then()
                .statusCode(415)
                .contentType("application/problem+json");
        as(partner)
                .body("{\"name\":\"" + "x".repeat(70_000) + "\"}")
                .post("/customers")
                .then()
                .statusCode(413)
                .contentType("application/problem+json");
    }

    private String added(String body) {
        return as(partner)
                .body(body)
                .post("/customers")
                .then()
                .statusCode(201)
                .header("Location", containsString("/v1/customers/cus_"))
                .extract()
                .path("id");
    }

    private static RequestSpecification as(PartnerId partner) {
        return as(partner, UUID.randomUUID().toString());
    }

    private static RequestSpecification as(PartnerId partner, String key) {
        return given().header("Authorization", TestKeys.bearer(partner, "customers:read customers:write"))
                .header("Idempotency-Key", key)
                .contentType("application/json");
    }
}
