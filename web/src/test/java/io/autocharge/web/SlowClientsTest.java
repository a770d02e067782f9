package io.autocharge.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Attack row A16: who begins a request and never ends it keeps nobody else waiting. */
@QuarkusTest
@QuarkusTestResource(Surroundings.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SlowClientsTest {

    private static final int CLIENTS = Integer.getInteger("autocharge.a16.clients", 100);
    private static final int OTHERS = 50;

    /** Far less than they would wait for their turn: a service is waited for 40 seconds, a silent client for 60. */
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final List<Socket> slow = new ArrayList<>();

    @AfterEach
    void hangUp() throws IOException {
        for (var socket : slow) {
            socket.close();
        }
    }

    @Test
    void bodies_and_heads_that_never_end_hold_up_no_other_request() throws IOException {
        var heads = begin("GET /v1/customers HTTP/1.1\r\nHost: x\r\nX-Any");
        var bodies = begin("POST /v1/customers HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Content-Length: 1000\r\n\r\n{\"name\":");
        var chunks = begin("POST /v1/customers HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"na");
        var longest = Duration.ZERO;
        for (int i = 0; i < OTHERS; i++) {
            var started = System.nanoTime();
            given().contentType("application/json")
                    .body("{}")
                    .post("/v1/customers")
                    .then()
                    .statusCode(200);
            var took = Duration.ofNanos(System.nanoTime() - started);
            longest = took.compareTo(longest) > 0 ? took : longest;
        }
        var refused = 0;
        for (var socket : bodies) {
            refused += answer(socket).startsWith("HTTP/1.1 408 ") ? 1 : 0;
        }
        for (var socket : chunks) {
            refused += answer(socket).startsWith("HTTP/1.1 408 ") ? 1 : 0;
        }
        System.out.printf(
                "A16: %d heads and %d bodies that never end; %d other requests answered within %d ms (bound %d), %d told 408%n",
                heads.size(), bodies.size() + chunks.size(), OTHERS, longest.toMillis(), LONGEST.toMillis(), refused);
        assertThat(longest).isLessThan(LONGEST);
        assertThat(refused).isEqualTo(bodies.size() + chunks.size());
    }

    private List<Socket> begin(String beginning) throws IOException {
        var begun = new ArrayList<Socket>();
        for (int i = 0; i < CLIENTS; i++) {
            var socket = new Socket("127.0.0.1", RestAssured.port);
            slow.add(socket);
            begun.add(socket);
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(beginning.getBytes(StandardCharsets.ISO_8859_1));
        }
        return begun;
    }

    private static String answer(Socket socket) throws IOException {
        var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(answer).contains("application/problem+json", "\"code\":\"request_timeout\"");
        return answer;
    }
}
