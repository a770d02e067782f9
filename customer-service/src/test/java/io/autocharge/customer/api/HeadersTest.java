package io.autocharge.customer.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.autocharge.contracts.PartnerId;
import io.autocharge.customer.Surroundings;
import io.autocharge.runtime.http.TestKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each answer of a service tells a browser, also if nobody stands in front of it: exactly this. */
@QuarkusTest
@QuarkusTestResource(Surroundings.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class HeadersTest {

    private static final Map<String, String> ALWAYS = Map.of(
            "Cache-Control", "no-store",
            "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Strict-Transport-Security", "max-age=63072000; includeSubDomains; preload",
            "Cross-Origin-Resource-Policy", "same-origin");

    private static final List<String> NEVER =
            List.of("Server", "X-Powered-By", "Access-Control-Allow-Origin", "Access-Control-Allow-Credentials");

    private final PartnerId partner = PartnerId.fresh(Instant.now());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | GET    | /customers          |",
                "200 | OPTIONS | /customers         |",
                "200 | GET    | /q/health           |",
                "201 | POST   | /customers          | {\"name\":\"B\",\"users\":[{\"name\":\"A\",\"email\":\"a@b.example\"}]}",
                "400 | POST   | /customers          | {",
                "404 | GET    | /customers/cus_1    |",
                "404 | GET    | /nothing            |",
                "405 | DELETE | /customers          |",
                "422 | GET    | /customers?after=4242424242424242 |"
            })
    void no_answer_is_kept_framed_guessed_at_or_read_from_elsewhere(
            int status, String method, String path, String body) {
        check(
                status,
                method,
                path,
                body == null ? app("customers:read") : app("customers:write").body(body));
    }

    @Test
    void nor_is_one_to_a_stranger_or_to_somebody_who_may_not() {
        check(401, "GET", "/customers", given());
        check(401, "GET", "/ops/letters", given());
        check(403, "GET", "/customers", app("invoices:read"));
        check(
                415,
                "POST",
                "/customers",
                app("customers:write").contentType("text/plain").body("x"));
    }

    private static void check(int status, String method, String path, RequestSpecification request) {
        var answer = request.header("Origin", "https://elsewhere.example").request(method, path);
        assertThat(answer.statusCode()).isEqualTo(status);
        ALWAYS.forEach((name, value) ->
                assertThat(answer.headers().getValues(name)).as(name).containsExactly(value));
        NEVER.forEach(name -> assertThat(answer.getHeader(name)).as(name).isNull());
    }

    private RequestSpecification app(String scope) {
        return given().header("Authorization", TestKeys.bearer(partner, scope))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json");
    }
}
