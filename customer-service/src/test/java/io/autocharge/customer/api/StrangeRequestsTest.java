package io.autocharge.customer.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.autocharge.customer.Surroundings;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What never gets as far as a resource is answered like everything else. */
@QuarkusTest
@QuarkusTestResource(Surroundings.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StrangeRequestsTest {

    private static final String PATH = "/customers";

    private static final String HEAD = "Host: x\r\nConnection: close\r\n";
    private static final Pattern STATUS = Pattern.compile("HTTP/\\S+ (\\d{3}) ");

    private static final List<String> EVERYWHERE = List.of(
            "content-type: application/problem+json",
            "cache-control: no-store",
            "content-security-policy: default-src 'none'; frame-ancestors 'none'",
            "x-content-type-options: nosniff",
            "x-frame-options: deny",
            "referrer-policy: no-referrer",
            "strict-transport-security: max-age=63072000; includesubdomains; preload",
            "cross-origin-resource-policy: same-origin");

    static List<Arguments> requests() {
        return List.of(
                arguments(414, "GET /" + "a".repeat(9_000) + " HTTP/1.1\r\n" + HEAD + "\r\n"),
                arguments(414, "GET /" + "a".repeat(60_000) + " HTTP/1.1\r\n" + HEAD + "\r\n"),
                arguments(431, "GET / HTTP/1.1\r\nX: " + "a".repeat(17_000) + "\r\n" + HEAD + "\r\n"),
                arguments(431, "GET / HTTP/1.1\r\n" + "X: a\r\n".repeat(6_000) + HEAD + "\r\n"),
                arguments(400, "GARBAGE\r\n\r\n"),
                arguments(400, "\u0016\u0003\u0001 hello\r\n\r\n"),
                arguments(400, "GET / HTTP/1.1\r\nBad Name: 1\r\n" + HEAD + "\r\n"),
                arguments(400, "POST PATH HTTP/1.1\r\n" + HEAD + "Content-Length: abc\r\n\r\n"),
                arguments(400, "POST PATH HTTP/1.1\r\n" + HEAD + "Content-Length: -5\r\n\r\n"),
                arguments(400, "GET PATH/%zz HTTP/1.1\r\n" + HEAD + "\r\n"),
                arguments(400, "GET /%zz HTTP/1.1\r\n" + HEAD + "\r\n"),
                arguments(400, "GET PATH?limit=%zz HTTP/1.1\r\n" + HEAD + "\r\n"),
                arguments(404, "GET /nothing HTTP/1.1\r\n" + HEAD + "\r\n"),
                arguments(404, "GET nothing HTTP/1.1\r\n" + HEAD + "\r\n"),
                arguments(404, "GET /q/dev HTTP/1.1\r\n" + HEAD + "\r\n"),
                arguments(404, "OPTIONS * HTTP/1.1\r\n" + HEAD + "\r\n"),
                arguments(404, "CONNECT example.org:443 HTTP/1.1\r\n" + HEAD + "\r\n"),
                arguments(405, "TRACE PATH HTTP/1.1\r\n" + HEAD + "\r\n"),
                arguments(405, "FOO PATH HTTP/1.1\r\n" + HEAD + "\r\n"),
                arguments(413, "POST PATH HTTP/1.1\r\n" + HEAD + "Content-Length: 70000\r\n\r\n" + "x".repeat(70_000)),
                arguments(401, "GET PATH HTTP/1.1\r\n" + HEAD + "Accept: ;;;\r\n\r\n"));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void no_request_is_so_strange_that_its_answer_is_no_problem(int status, String request) throws IOException {
        var answer = ask(request.replace("PATH", PATH));
        var head = answer.substring(0, answer.indexOf("\r\n\r\n")).toLowerCase(Locale.ROOT);
        var found = STATUS.matcher(answer);

        assertThat(found.lookingAt()).as(answer).isTrue();
        assertThat(found.group(1)).isEqualTo(String.valueOf(status));
        assertThat(head).contains(EVERYWHERE).doesNotContain("\r\nserver:", "x-powered-by", "access-control-");
        assertThat(answer)
                .contains("\"status\":" + status, "\"trace_id\":\"", "\"type\":\"/problems/")
                .doesNotContainPattern("(?i)exception|\\bat io\\.|quarkus|vertx|netty|localhost|127\\.0");
        if (status == 405) {
            assertThat(head).contains("\r\nallow: ");
        }
    }

    private static String ask(String request) throws IOException {
        try (var socket = new Socket("127.0.0.1", RestAssured.port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
