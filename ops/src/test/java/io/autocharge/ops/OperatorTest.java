package io.autocharge.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class OperatorTest {

    static final String STREAMS =
            """
            {"context": "invoice", "now": "2026-11-22T12:00:00.000Z", "tail": 12345,
             "readers": [
               {"name": "RecordPayments", "policy": true, "running": true, "replaying": false,
                "position": 12345, "behind": 0, "dead_letters": 0},
               {"name": "Invoices", "policy": false, "running": true, "replaying": true,
                "position": 345, "behind": 12000, "dead_letters": 2}],
             "outlet": {"topic": "invoice.events", "active": true, "position": 12340, "tail": 12345, "behind": 5},
             "intakes": [{"topic": "payment.events", "group": "invoice", "waiting_keys": 1, "failure": "Kafka is away"}],
             "dead_letters": {"waiting": 1, "rejected": 0},
             "worklists": [{"name": "mails", "due": 3, "stuck": 1, "next_at": "2026-11-23T12:00:00.000Z"}]}
            """;

    static final String PARTNER = "par_01JF3Z7Q8N5W2X4Y6Z8A0B1C2D";

    static final String BOOKS =
            """
            {"last": {"at": "2026-11-22T12:00:00.000Z", "position": 12345, "caught_up": true, "open_cases": 1,
              "unknown": 2, "strangers": 1, "processor_away": "it gave no answer",
              "reds": [{"invariant": "I6", "partner_id": "par_01JF3Z7Q8N5W2X4Y6Z8A0B1C2D", "about": "chg_1",
                "finding": "the processor has 2 payments"}]},
             "invariants": [{"id": "I5", "equation": "a = b", "stops": true, "holds": true},
               {"id": "I6", "equation": "the processor's payments = ours", "stops": true, "holds": false}],
             "stopped": [{"id": "par_01JF3Z7Q8N5W2X4Y6Z8A0B1C2D", "reasons": [{"invariant": "I6",
               "finding": "chg_1: the processor has 2 payments", "frozen_at": "2026-11-22T12:00:00.000Z"}]}]}
            """;

    static final String LETTERS =
            """
            {"records": [{"id": "payment.commands-0-7", "topic": "payment.commands", "key": "chg_1", "reason": "FORGED",
              "detail": "The signature does not fit.", "state": "REJECTED", "holds_up": false}],
             "events": [{"reader": "Invoices", "aggregate": "inv_1", "position": 346, "type": "InvoicePaid",
              "cause": "a bug"}]}
            """;

    @TempDir
    Path home;

    HttpServer invoice;
    final StringWriter out = new StringWriter();
    final StringWriter err = new StringWriter();
    String posted;

    @BeforeEach
    void start() throws IOException {
        invoice = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 4);
        invoice.createContext("/ops/streams", exchange -> answer(exchange, 200, STREAMS));
        invoice.createContext("/ops/letters", exchange -> answer(exchange, 200, LETTERS));
        invoice.createContext("/ops/clock", this::clock);
        invoice.createContext("/ops/reconciliation", exchange -> answer(exchange, 200, BOOKS));
        invoice.createContext("/ops/partners/" + PARTNER + "/unfreeze", this::unfreeze);
        invoice.start();
        Files.createDirectories(home.resolve("run"));
        Files.createDirectories(home.resolve("keys"));
        Files.writeString(home.resolve("keys/ops-token"), "the-token\n");
        Files.writeString(
                home.resolve("run/stack.json"),
                "{\"ports\":{\"invoice\":%d,\"payment\":1}}"
                        .formatted(invoice.getAddress().getPort()));
    }

    @AfterEach
    void stop() {
        invoice.stop(0);
    }

    @Test
    void streams_are_shown_as_a_table() {
        assertThat(ops("streams", "--service", "invoice")).isZero();
        assertThat(out.toString())
                .contains("invoice   12,345 events stored")
                .containsPattern("invoice.events +tells +12,340 +5")
                .containsPattern("payment.events +hears +\\? +1 +Kafka is away")
                .containsPattern("RecordPayments +policy +12,345 +0 +0")
                .containsPattern("Invoices +view +345 +12,000 +2 +replays")
                .containsPattern("mails +3 +1 +2026-11-23T12:00:00.000Z")
                .contains("ops letters --service invoice");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void streams_are_printed_as_the_services_tell_them() throws IOException {
        assertThat(ops("streams", "--json", "--service", "invoice")).isZero();
        assertThat(new ObjectMapper()
                        .readTree(out.toString())
                        .at("/invoice/tail")
                        .asInt())
                .isEqualTo(12345);
    }

    @Test
    void a_service_that_is_not_there_is_named_and_hides_nothing() {
        assertThat(ops("streams", "--service", "payment,invoice")).isEqualTo(1);
        assertThat(err.toString())
                .contains("payment-service at http://127.0.0.1:1 cannot be reached")
                .contains("./autocharge up starts it");
        assertThat(out.toString()).contains("12,345 events stored");
    }

    @Test
    void letters_say_what_lies_where_and_why() {
        assertThat(ops("letters", "--service", "invoice")).isZero();
        assertThat(out.toString())
                .contains("payment.commands-0-7", "FORGED: The signature does not fit.", "rejected")
                .contains("InvoicePaid @346", "inv_1", "a bug", "parked");
    }

    @Test
    void time_is_let_pass_and_shown() {
        assertThat(ops("clock", "--advance", "P30D", "--service", "invoice")).isZero();
        assertThat(posted).isEqualTo("{\"advance\":\"P30D\"}");
        assertThat(out.toString()).containsPattern("invoice +2026-12-22T12:00:00.000Z +PT720H");
    }

    @Test
    void books_that_do_not_agree_are_told_with_both_sides_and_whom_they_stop() throws IOException {
        var payment = "payment=http://127.0.0.1:" + invoice.getAddress().getPort();
        assertThat(ops("reconciliation", "--url", payment)).isEqualTo(1);
        assertThat(out.toString())
                .contains("up to event 12,345; 1 cases open, 2 outcomes unknown")
                .contains("the processor could not be asked: it gave no answer")
                .contains("1 payments at the processor are nobody's here")
                .containsPattern("I5 +holds +a = b")
                .containsPattern("I6 +BROKEN +the processor's payments = ours")
                .containsPattern("I6 +" + PARTNER + " +chg_1 +the processor has 2 payments")
                .containsPattern(PARTNER + " +2026-11-22T12:00:00.000Z +I6")
                .contains("ops unfreeze --partner");
        assertThat(ops("unfreeze", "--partner", PARTNER, "--note", "refunded by hand", "--url", payment))
                .isZero();
        assertThat(posted).isEqualTo("{\"note\":\"refunded by hand\"}");
        assertThat(ops("unfreeze", "--partner", "chg_1", "--note", "x", "--url", payment))
                .isEqualTo(2);
        assertThat(ops("unfreeze", "--partner", PARTNER, "--note", " ", "--url", payment))
                .isEqualTo(2);
    }

    @Test
    void what_is_asked_wrongly_is_said_in_a_sentence() {
        assertThat(ops("clock", "--advance", "tomorrow")).isEqualTo(2);
        assertThat(ops("clock", "--advance", "P-1D")).isEqualTo(2);
        assertThat(ops("streams", "--service", "billing")).isEqualTo(2);
        assertThat(ops("streams", "--url", "invoice=nowhere")).isEqualTo(2);
        assertThat(ops("letters", "--limit", "0")).isEqualTo(2);
        assertThat(ops("streams", "--token-file", "/nowhere/token")).isEqualTo(2);
        assertThat(ops("dance")).isEqualTo(2);
        assertThat(ops()).isEqualTo(2);
        assertThat(err.toString())
                .contains("P30D (thirty days)")
                .contains("Time never goes back.")
                .contains("There is no service called 'billing'.")
                .contains("is no address such as")
                .contains("a number from 1 to 1000")
                .contains("/nowhere/token")
                .doesNotContain("Exception");
    }

    @Test
    void a_token_of_another_system_is_said_to_be_so() throws IOException {
        Files.writeString(home.resolve("keys/ops-token"), "another");
        assertThat(ops("clock", "--service", "invoice")).isEqualTo(1);
        assertThat(err.toString()).contains("does not know this token");
    }

    private int ops(String... words) {
        var line = Console.polite(new CommandLine(new Operator()));
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        var all = new java.util.ArrayList<>(java.util.List.of(words));
        if (words.length > 1) {
            all.add("--home");
            all.add(home.toString());
        }
        return line.execute(all.toArray(String[]::new));
    }

    private void clock(HttpExchange exchange) throws IOException {
        posted = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        answer(exchange, 200, "{\"now\":\"2026-12-22T12:00:00.000Z\",\"ahead\":\"PT720H\"}");
    }

    private void unfreeze(HttpExchange exchange) throws IOException {
        posted = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        answer(exchange, 200, posted);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var known = "Bearer the-token".equals(exchange.getRequestHeaders().getFirst("Authorization"));
        var bytes = (known ? body : "{}").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(known ? status : 401, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
