package io.autocharge.stack.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocharge.stack.Http;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SandboxKilledTest {

    private static final int ROUNDS = 3;
    private static final int CLIENTS = 8;

    @TempDir
    Path home;

    private final Set<String> answered = ConcurrentHashMap.newKeySet();

    @Test
    void no_answered_charge_is_lost_when_the_processor_is_killed() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            var killed = start();
            chargeUntilItDies(killed, round);
        }
        try (var again = new Sandbox(
                "127.0.0.1",
                0,
                home.resolve("data/processor/journal.ndjson"),
                Clock.systemUTC(),
                Duration.ZERO,
                Duration.ZERO)) {
            var http = new Http(again.port());
            var captures = http.get("/sandbox/captures").body();
            assertThat(captures.path("captured_more_than_once")).isEmpty();
            for (var reference : answered) {
                assertThat(http.get("/v1/charges?reference=" + reference).body().path("data"))
                        .hasSize(1);
            }
        }
        assertThat(answered).hasSizeGreaterThan(100 * ROUNDS);
    }

    private record Running(Process process, int port) {}

    private Running start() throws IOException {
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Sandbox.class.getName());
        builder.environment().put("AUTOCHARGE_HOME", home.toString());
        builder.environment().put("AUTOCHARGE_HTTP_PORT", "0");
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        var process = builder.start();
        var line = new BufferedReader(new InputStreamReader(process.getInputStream())).readLine();
        return new Running(process, Integer.parseInt(line.substring(line.lastIndexOf(' ') + 1)));
    }

    private void chargeUntilItDies(Running running, int round) throws Exception {
        var http = new Http(running.port());
        var token = http.post(
                        "/v1/tokens",
                        "{\"card\":{\"number\":\"4242424242424242\",\"exp_month\":12,\"exp_year\":2045,\"cvc\":\"737\"}}")
                .text("token");
        var enough = new CountDownLatch(150);
        var clients = Executors.newFixedThreadPool(CLIENTS);
        for (int c = 0; c < CLIENTS; c++) {
            var name = "chg_" + round + "_" + c + "_";
            clients.submit(() -> {
                for (int i = 0; ; i++) {
                    var order = SandboxSetting.order(name + i, token, 100);
                    if (http.post("/v1/charges", order, "Idempotency-Key", name + i)
                                    .status()
                            == 200) {
                        answered.add(name + i);
                        enough.countDown();
                    }
                }
            });
        }
        assertThat(enough.await(30, TimeUnit.SECONDS)).isTrue();
        running.process().destroyForcibly().waitFor();
        clients.shutdown(); // each client ends with the connection's exception
        assertThat(clients.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }
}
