package io.autocharge.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** The limits as they are if nobody says otherwise. */
@QuarkusTest
@TestProfile(ThrottleTest.AsShipped.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ThrottleTest {

    /** Speaks last: the other tests may ask without end. */
    public static class AsShipped implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("autocharge.web.limits.charges.burst", "5", "autocharge.web.limits.charges.requests", "1");
        }

        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(StandingTime.class);
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(Surroundings.class, Map.of("factor", "1")));
        }
    }

    /** Nothing is given back while a test asks, however long that takes. */
    @Singleton
    @Alternative
    public static class StandingTime implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return 1;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }

    @Inject
    AccessTokens tokens;

    @Test
    void a_partner_that_charges_too_fast_is_told_to_wait_and_others_are_not() {
        var answers = of(8, () -> as(Surroundings.PARTNER).post("/v1/charges"));

        assertThat(answers).filteredOn(answer -> answer.statusCode() == 200).hasSize(5);
        var refused = answers.get(5);
        refused.then().statusCode(429).contentType("application/problem+json");
        assertThat(refused.path("code").toString()).isEqualTo("too_many_requests");
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(refused.header("RateLimit")).contains("\"charges\";r=0;t=1");
        assertThat(refused.header("RateLimit-Policy")).isEqualTo("\"api\";q=200;w=2, \"charges\";q=5;w=5");
        as("par_01JD0T3N2B9Z1X6V5K8QWERTY2").post("/v1/charges").then().statusCode(200);
        as(Surroundings.PARTNER).get("/v1/charges").then().statusCode(200);
    }

    @Test
    void every_answer_says_what_is_left() {
        var partner = "par_01JD0T3N2B9Z1X6V5K8QWERTY3";

        assertThat(as(partner).get("/v1/invoices").header("RateLimit")).startsWith("\"api\";r=199;t=");
        assertThat(given().get("/v1/invoices").header("RateLimit-Policy")).isEqualTo("\"strangers\";q=200;w=2");
        assertThat(given().header("Authorization", "Bearer a.b.c")
                        .get("/v1/invoices")
                        .header("RateLimit"))
                .startsWith("\"strangers\";r=");
    }

    @Test
    void a_client_gets_ten_tokens_a_minute() {
        var answers = of(11, () -> given().formParam("grant_type", "client_credentials")
                .formParam("client_id", "key_hasty")
                .formParam("client_secret", "wrong")
                .post("/v1/oauth/token"));

        assertThat(answers.subList(0, 10)).noneMatch(answer -> answer.statusCode() == 429);
        answers.get(10).then().statusCode(429).contentType("application/problem+json");
        assertThat(Integer.parseInt(answers.get(10).header("Retry-After"))).isBetween(1, 6);
    }

    @Test
    void an_address_tries_ten_links_in_ten_minutes() {
        var path = "/pay/" + "x".repeat(64);
        var answers = of(6, () -> given().formParam("amount", "1.00").post(path));
        var more =
                of(5, () -> given().contentType("application/json").body("{}").post("/v1" + path));

        assertThat(Stream.concat(answers.stream(), more.stream().limit(4))).noneMatch(a -> a.statusCode() == 429);
        more.get(4).then().statusCode(429);
        assertThat(given().get(path).statusCode()).as("looking is no try").isEqualTo(404);
    }

    private RequestSpecification as(String partner) {
        return given().contentType("application/json")
                .header("Authorization", "Bearer " + tokens.issue(partner, "key_1", List.of("charges:write")));
    }

    private static List<Response> of(int times, Supplier<Response> request) {
        return IntStream.range(0, times).mapToObj(i -> request.get()).toList();
    }
}
