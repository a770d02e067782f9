package io.autocharge.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.util.List;
import java.util.logging.Level;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a line of a log looks like when it leaves the process. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DiscretionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "anna@brandt.example",
                "anna%40brandt.example",
                "4242 4242 4242 4242",
                "4242-4242-4242-4242",
                "4242424242424242",
                "000123456789",
                "DE89 3704 0044 0532 0130 00",
                "sk_9xUq0yZf3nQ1",
                "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "eyJhbGciOiJFUzI1NiJ9.eyJ0aWQiOiJwYXJfMDEifQ.c2lnbmF0dXJl",
                "1Pq9Xr7Kd2Vw8Lm3Tz6Yb5Nc4Hs0Jf1Ga7Ue9Ri2Oo3",
                "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
            })
    void what_must_not_be_read_is_not(String canary) {
        var written = written("Something came: %s, and then nothing", canary);

        assertThat(written)
                .contains("Something came: ", "***", "and then nothing")
                .doesNotContain(canary);
    }

    @Test
    void neither_a_word_after_a_password_nor_one_before_a_host_is_read() {
        assertThat(written("mongodb://autocharge:hunter2@127.0.0.1:27017/x refuses, password=hunter2"))
                .contains("127.0.0.1:27017/x refuses")
                .doesNotContain("hunter2");
        assertThat(written("Authorization: Basic a2V5XzE6c2tfYXNlY3JldA==")).endsWith("Basic ***");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "order=invoice.CreateInvoice subject=inv_01JD0T3N2B9Z1X6V5K8QWERTYZ micros=123456789 outcome=done",
                "A request failed: trace=4bf92f3577b34da6a3ce929d0e0e4736",
                "par_01JD0T3N2B9Z1X6V5K8QWERTYZ at 2026-11-23T09:30:06.123456Z, lease until 1795426206123",
                "4b1d6a0e-9d1c-4d1e-8b1a-0123456789ab of io.quarkus.vertx.http.runtime.VertxHttpRecorder",
                "quarkus.http.limits.max-initial-line-length is 8192",
                "Listening on: http://127.0.0.1:8080"
            })
    void what_tells_an_operator_something_stays(String line) {
        assertThat(written(line)).isEqualTo(line);
    }

    @Test
    void a_failure_is_told_without_the_words_of_whoever_read_the_request() {
        var quoting = failure(() -> Integer.parseInt("Anna Brandt"));
        var written = written(new IllegalStateException("The order was not taken: " + quoting.getMessage(), quoting));

        assertThat(written)
                .contains("java.lang.IllegalStateException", "Caused by: java.lang.NumberFormatException")
                .contains("DiscretionTest")
                .doesNotContain("Anna");
        assertThat(Told.in(quoting)).isEqualTo("java.lang.NumberFormatException");
        assertThat(Told.in(failure(() -> URI.create("/a b")))).isEqualTo("java.lang.IllegalArgumentException");
    }

    @Test
    void what_the_network_and_we_say_is_told() {
        var silent = new IOException("x", new ConnectException("Connection refused"));

        assertThat(written(new IllegalStateException("The key folder is empty.", silent)))
                .contains("IllegalStateException: The key folder is empty.")
                .contains("ConnectException: Connection refused");
    }

    @Test
    void failures_that_cause_each_other_end() {
        var first = new IllegalStateException("first");
        var second = new IllegalStateException("second", first);
        first.initCause(second);
        second.addSuppressed(new IllegalStateException("third", first));

        assertThat(written(first)).contains("first", "second", "third");
    }

    @Test
    void nobody_writes_a_line_of_his_own() {
        var forged = "x\r\n2026-11-23 09:30:06,000 ERROR [io.autocharge.forged] paid\u001b[2J\u2028again";

        assertThat(List.of(written("name=%s", forged), written(new IllegalStateException(forged))))
                .allSatisfy(lines -> assertThat(lines.lines()).noneMatch(line -> line.startsWith("2026")))
                .allSatisfy(lines -> assertThat(lines).doesNotContain("\u001b", "\u2028", "\r\n2026"));
    }

    private static Throwable failure(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            return e;
        }
        throw new IllegalStateException("It went well");
    }

    private static String written(Throwable failure) {
        var line = line("A request failed");
        line.setThrown(failure);
        return format(line);
    }

    private static String written(String format, Object... values) {
        var line = line(format);
        line.setParameters(values.length == 0 ? null : values);
        return format(line);
    }

    private static ExtLogRecord line(String format) {
        var style = format.contains("%s") ? ExtLogRecord.FormatStyle.PRINTF : ExtLogRecord.FormatStyle.NO_FORMAT;
        return new ExtLogRecord(Level.INFO, format, style, "a.Caller");
    }

    private static String format(ExtLogRecord line) {
        assertThat(new Discretion().isLoggable(line)).isTrue();
        return new PatternFormatter("%s%e").format(line);
    }
}
