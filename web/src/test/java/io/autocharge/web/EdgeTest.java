package io.autocharge.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Surroundings.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EdgeTest {

    @TestHTTPResource
    URI here;

    @Test
    void a_request_reaches_its_service_without_the_version_in_front() {
        given().contentType("application/json")
                .header("Authorization", "Bearer x")
                .header("Idempotency-Key", "k")
                .body("{\"a\":1}")
                .post("/v1/customers?limit=2&after=abc")
                .then()
                .statusCode(200)
                .body("method", equalTo("POST"))
                .body("uri", equalTo("/customers?limit=2&after=abc"))
                .body("body", equalTo("{\"a\":1}"))
                .body("headers.authorization", equalTo("Bearer x"))
                .body("headers.idempotency-key", equalTo("k"));
    }

    @Test
    void no_header_that_a_caller_invents_is_passed_on() {
        given().header("X-Partner-Id", "par_1")
                .header("X-Forwarded-For", "10.0.0.1")
                .header("Cookie", "a=b")
                .header("X-User", "root")
                .get("/v1/invoices")
                .then()
                .body("headers", not(hasKey("x-partner-id")))
                .body("headers", not(hasKey("x-user")))
                .body("headers", not(hasKey("cookie")))
                .body("headers.x-forwarded-for", not(equalTo("10.0.0.1")));
    }

    @Test
    void an_answer_says_nothing_of_the_software_behind_the_edge() {
        given().get("/v1/invoices")
                .then()
                .header("Server", nullValue())
                .header("X-Powered-By", nullValue())
                .header("Location", equalTo("/v1/somewhere"))
                .header("Cache-Control", equalTo("no-store"))
                .header("Content-Security-Policy", equalTo("default-src 'none'; frame-ancestors 'none'"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/ops/streams",
                "/v1/internal/api-keys/authenticate",
                "/v1/partners",
                "/v1/customers/../ops/streams",
                "/v1/customers/%2e%2e/ops/streams",
                "/v1//ops/streams",
                "/v1/q/health",
                "/v1/customersx",
                "/v1/",
                "/ops/streams",
                "/internal/x"
            })
    void what_is_for_operators_or_nobody_leads_nowhere(String path) {
        given().urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("code", equalTo("not_found"));
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void a_service_that_ends_in_the_middle_of_a_request_keeps_nobody_waiting(HttpClient.Version version)
            throws Exception {
        var request = HttpRequest.newBuilder(here.resolve("/v1/customers/" + Surroundings.DYING))
                .version(version)
                .timeout(Duration.ofSeconds(20)) // no connection is idle for so long
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString("{\"name\":\"a\"}"))
                .build();

        var client = HttpClient.newHttpClient();
        client.send(HttpRequest.newBuilder(here.resolve("/v1/invoices")).build(), BodyHandlers.discarding());
        assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(502);
    }

    @Test
    void a_service_that_is_not_there_is_said_to_be_away() {
        given().get("/v1/receipts")
                .then()
                .statusCode(503)
                .header("Retry-After", "2")
                .contentType("application/problem+json")
                .body("code", equalTo("unavailable"));
    }

    @Test
    void a_body_that_is_too_long_is_turned_away_before_it_is_sent() {
        given().contentType("application/json")
                .body("x".repeat(70_000))
                .post("/v1/customers")
                .then()
                .statusCode(413)
                .contentType("application/problem+json");
    }

    @Test
    void errors_of_pages_are_problems_too() {
        given().get("/nothing").then().statusCode(404).contentType("application/problem+json");
        given().post("/").then().statusCode(405).header("Allow", "GET, HEAD");
    }
}
