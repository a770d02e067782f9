package io.autocharge.stack.processor;

import io.autocharge.stack.Http;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A processor on a free port with an empty journal, and what a client of it says. */
abstract class SandboxSetting {

    @TempDir
    Path folder;

    final Watch watch = new Watch();
    Sandbox sandbox;
    Http http;

    @BeforeEach
    void start() throws IOException {
        sandbox = new Sandbox(
                "127.0.0.1",
                0,
                folder.resolve("journal.ndjson"),
                watch,
                Duration.ofSeconds(2),
                Duration.ofSeconds(100));
        http = new Http(sandbox.port());
    }

    void restart() throws IOException {
        sandbox.close();
        start();
    }

    @AfterEach
    void stop() throws IOException {
        sandbox.close();
    }

    String card(String number) throws Exception {
        return submitCard(number).text("token");
    }

    Http.Reply submitCard(String number) throws Exception {
        return http.post(
                "/v1/tokens",
                """
                {"card":{"number":"%s","exp_month":12,"exp_year":2045,"cvc":"737"}}"""
                        .formatted(number));
    }

    String bankAccount(String number) throws Exception {
        return http.post(
                        "/v1/tokens",
                        """
                        {"bank_account":{"routing_number":"110000000","account_number":"%s",
                         "account_type":"savings","holder":"Ada Ltd"}}"""
                                .formatted(number))
                .text("token");
    }

    Http.Reply charge(String reference, String token, long amount) throws IOException, InterruptedException {
        return http.post("/v1/charges", order(reference, token, amount), "Idempotency-Key", reference);
    }

    static String order(String reference, String token, long amount) {
        return """
                {"reference":"%s","token":"%s","amount":%d,"currency":"USD"}"""
                .formatted(reference, token, amount);
    }

    Http.Reply refund(String reference, String charge, long amount) throws Exception {
        return http.post(
                "/v1/refunds",
                """
                {"reference":"%s","charge":"%s","amount":%d,"currency":"USD"}"""
                        .formatted(reference, charge, amount),
                "Idempotency-Key",
                reference);
    }

    int captures(String reference) throws Exception {
        return http.get("/sandbox/captures?reference=" + reference)
                .body()
                .path("count")
                .asInt();
    }

    /** A clock that a test moves. */
    static final class Watch extends Clock {

        private volatile Instant now = Instant.parse("2026-03-01T12:00:00Z");

        void advance(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
