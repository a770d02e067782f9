package io.autocharge.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** What every kind of answer tells a browser that it must not do with it: exactly this, whoever made the answer. */
@QuarkusTest
@QuarkusTestResource(Surroundings.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class HeadersTest {

    private record Asked(int status, String method, String path, UnaryOperator<RequestSpecification> with) {
        Asked(int status, String method, String path) {
            this(status, method, path, request -> request);
        }

        @Override
        public String toString() {
            return method + " " + path + " (" + status + ")";
        }
    }

    private static final Map<String, String> ALWAYS = Map.of(
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Strict-Transport-Security", "max-age=63072000; includeSubDomains; preload",
            "Cross-Origin-Resource-Policy", "same-origin");

    private static final List<String> NEVER = List.of(
            "Server",
            "X-Powered-By",
            "Via",
            "Access-Control-Allow-Origin",
            "Access-Control-Allow-Credentials",
            "Access-Control-Allow-Methods");

    private static final String API_POLICY = "default-src 'none'; frame-ancestors 'none'";
    private static final String OPEN = "/pay/" + Surroundings.OPEN;
    private static final String STARTED = "/cancel/" + Surroundings.STARTED;

    private static final UnaryOperator<RequestSpecification> PREFLIGHT =
            request -> request.header("Origin", "https://elsewhere.example")
                    .header("Access-Control-Request-Method", "POST")
                    .header("Access-Control-Request-Headers", "authorization");

    private static final UnaryOperator<RequestSpecification> FORM =
            request -> request.contentType("application/x-www-form-urlencoded").header("Sec-Fetch-Site", "same-origin");

    private static final List<Asked> PAGES = List.of(
            new Asked(200, "GET", "/"),
            new Asked(200, "GET", "/problems"),
            new Asked(200, "GET", "/sign-in"),
            new Asked(200, "GET", "/staff/sign-in"),
            new Asked(200, "GET", "/staff/forgotten"),
            new Asked(200, "GET", OPEN),
            new Asked(410, "GET", "/pay/" + Surroundings.PAID),
            new Asked(503, "GET", "/pay/" + Surroundings.RESTING),
            new Asked(404, "GET", "/pay/" + "x".repeat(43)),
            new Asked(422, "POST", OPEN, request -> FORM.apply(request).formParam("amount", "0")),
            new Asked(200, "GET", STARTED),
            new Asked(404, "GET", "/cancel/short"),
            new Asked(200, "GET", "/account", request -> request.cookie("__Host-sid", SignedInPeople.CUSTOMER)));

    private static final List<Asked> ANSWERS = List.of(
            new Asked(200, "GET", "/v1/customers"),
            new Asked(200, "POST", "/v1/customers", request -> request.contentType("application/json")
                    .body("{}")),
            new Asked(200, "OPTIONS", "/v1/customers", PREFLIGHT),
            new Asked(200, "GET", "/v1/customers", request -> request.header("Origin", "https://elsewhere.example")),
            new Asked(200, "GET", "/q/health"),
            new Asked(401, "GET", "/v1/customers", request -> request.cookie("__Host-sid", "x".repeat(43))),
            new Asked(401, "GET", "/v1/sandbox/clock"),
            new Asked(403, "POST", "/v1/customers", request -> request.cookie("__Host-sid", SignedInPeople.ADMIN)
                    .header("Sec-Fetch-Site", "cross-site")
                    .contentType("application/json")
                    .body("{}")),
            new Asked(404, "GET", "/v1/nothing"),
            new Asked(404, "GET", "/nothing"),
            new Asked(404, "GET", "/assets/nothing"),
            new Asked(405, "TRACE", "/v1/customers"),
            new Asked(405, "DELETE", "/sign-in"),
            new Asked(
                    406, "POST", "/oauth/token", request -> FORM.apply(request).accept("image/png")),
            new Asked(413, "POST", "/v1/customers", request -> request.contentType("application/json")
                    .body("x".repeat(70_000))),
            new Asked(415, "POST", "/oauth/token", request -> request.contentType("text/plain")
                    .body("x")),
            new Asked(503, "GET", "/v1/receipts"));

    private static final List<Asked> REDIRECTS =
            List.of(new Asked(303, "GET", "/account"), new Asked(303, "POST", OPEN, request -> FORM.apply(request)
                    .formParam("amount", "80.00")
                    .formParam("processor_token", "tok_good")
                    .formParam("key", "a-key")));

    private static final List<Asked> KEPT = List.of(
            new Asked(200, "GET", "/assets/outside.css"),
            new Asked(200, "GET", "/assets/pay.js"),
            new Asked(200, "GET", "/assets/mark.svg"),
            new Asked(200, "GET", "/openapi.json"),
            new Asked(200, "GET", "/.well-known/jwks.json"),
            new Asked(200, "GET", "/.well-known/oauth-authorization-server"));

    @Test
    void no_answer_is_kept_framed_guessed_at_or_read_from_elsewhere() {
        Stream.of(ANSWERS, REDIRECTS).flatMap(List::stream).forEach(asked -> {
            var answer = answer(asked);
            checkAlways(asked, answer);
            assertThat(answer.getHeader("Content-Security-Policy"))
                    .as(asked.toString())
                    .isEqualTo(API_POLICY);
            assertThat(answer.getHeader("Cache-Control")).as(asked.toString()).isEqualTo("no-store");
        });
    }

    @Test
    void what_is_public_may_be_kept_and_nothing_else_is_different() {
        for (var asked : KEPT) {
            var answer = answer(asked);
            checkAlways(asked, answer);
            assertThat(answer.getHeader("Content-Security-Policy"))
                    .as(asked.toString())
                    .isEqualTo(API_POLICY);
            assertThat(answer.getHeader("Cache-Control")).as(asked.toString()).startsWith("public");
            assertThat(answer.getHeader("Set-Cookie")).as(asked.toString()).isNull();
        }
    }

    @Test
    void a_page_runs_and_loads_only_what_is_ours_and_sends_nothing_elsewhere() {
        for (var asked : PAGES) {
            var answer = answer(asked);
            checkAlways(asked, answer);
            checkPolicy(asked, directives(answer.getHeader("Content-Security-Policy")));
            assertThat(answer.getHeader("Cache-Control")).as(asked.toString()).isEqualTo("no-store");
            assertThat(answer.getHeader("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
            assertThat(answer.getHeader("Permissions-Policy")).contains("camera=()", "microphone=()", "geolocation=()");
            if (asked.path().startsWith("/pay/") || asked.path().startsWith("/cancel/")) {
                assertThat(answer.getHeader("X-Robots-Tag"))
                        .as(asked.toString())
                        .isEqualTo("noindex, nofollow");
            }
        }
    }

    @Test
    void the_guide_to_the_api_is_a_page_that_may_be_kept() {
        var asked = new Asked(200, "GET", "/docs");
        var answer = answer(asked);
        checkAlways(asked, answer);
        checkPolicy(asked, directives(answer.getHeader("Content-Security-Policy")));
        assertThat(answer.getHeader("Cache-Control")).isEqualTo(ApiDocument.KEPT);
    }

    @Test
    void a_cookie_is_for_this_host_alone_and_for_no_script() {
        var asked = given().contentType("application/x-www-form-urlencoded")
                .header("Sec-Fetch-Site", "same-origin")
                .formParam("email", "known@example.com")
                .post("/sign-in");
        var cookies = asked.headers().getValues("Set-Cookie");
        assertThat(cookies).isNotEmpty().allSatisfy(cookie -> assertThat(cookie)
                .startsWith("__Host-")
                .contains("; Path=/", "; Secure", "; HttpOnly", "; SameSite=")
                .doesNotContain("Domain=", "SameSite=None"));
    }

    private static Response answer(Asked asked) {
        var answer = asked.with().apply(given().redirects().follow(false)).request(asked.method(), asked.path());
        assertThat(answer.statusCode()).as(asked.toString()).isEqualTo(asked.status());
        return answer;
    }

    private static void checkAlways(Asked asked, Response answer) {
        ALWAYS.forEach((name, value) -> assertThat(answer.headers().getValues(name))
                .as("%s: %s", asked, name)
                .containsExactly(value));
        assertThat(answer.headers().getValues("Content-Security-Policy")).hasSize(1);
        NEVER.forEach(name ->
                assertThat(answer.getHeader(name)).as("%s: %s", asked, name).isNull());
    }

    private static void checkPolicy(Asked asked, Map<String, String> policy) {
        assertThat(policy)
                .as(asked.toString())
                .containsAllEntriesOf(Map.of(
                        "default-src", "'none'",
                        "style-src", "'self'",
                        "form-action", "'self'",
                        "base-uri", "'none'",
                        "object-src", "'none'",
                        "frame-ancestors", "'none'",
                        "require-trusted-types-for", "'script'"));
        assertThat(policy.get("script-src").split(" "))
                .as(asked.toString())
                .allMatch(source -> source.equals("'self'") || source.matches("'nonce-[A-Za-z0-9_/+=-]{22,}'"));
        assertThat(String.join(" ", policy.values()))
                .as(asked.toString())
                .doesNotContain("unsafe", "*", "strict-dynamic", " https: ", " http: ");
        var origins = new TreeSet<String>();
        for (var source : String.join(" ", policy.values()).split(" ")) {
            if (source.contains("://")) {
                origins.add(source);
            }
        }
        assertThat(Set.of("http://processor.example")).as(asked.toString()).containsAll(origins);
    }

    private static Map<String, String> directives(String policy) {
        var found = new LinkedHashMap<String, String>();
        for (var directive : policy.split("; ")) {
            var words = directive.split(" ", 2);
            found.put(words[0], words.length == 1 ? "" : words[1]);
        }
        return found;
    }
}
