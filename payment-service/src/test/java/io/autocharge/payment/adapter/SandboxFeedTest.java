package io.autocharge.payment.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.autocharge.contracts.Money;
import io.autocharge.payment.domain.PaymentProcessor;
import io.autocharge.payment.domain.PaymentProcessor.Unreachable;
import io.autocharge.payment.domain.ProcessorNews;
import io.autocharge.payment.domain.ProcessorNews.Kind;
import io.autocharge.payment.domain.ProcessorRecord;
import io.autocharge.payment.domain.ProcessorRecord.State;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What the sandbox tells by itself, and what it has on its books. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SandboxFeedTest {

    private static final Instant AT = Instant.parse("2026-03-02T15:00:00Z");

    private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private final PaymentProcessor processor = new HttpProcessor(
            "http://127.0.0.1:" + server.getAddress().getPort(),
            Duration.ofHours(24),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5));
    private String said = "{}";
    private String asked;

    SandboxFeedTest() throws IOException {
        server.createContext("/", exchange -> {
            asked = exchange.getRequestURI().toString();
            var bytes = said.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @Test
    void news_says_what_has_changed_of_which_charge_and_where_to_go_on() {
        said =
                """
                {"data": [
                  {"id": "ev_1", "type": "charge.succeeded", "charge": "ch_1", "reference": "chg_1", "amount": 4000,
                   "currency": "USD", "fee": 146, "created_at": "2026-03-02T15:00:00Z"},
                  {"id": "ev_2", "type": "dispute.opened", "charge": "ch_1", "reference": "chg_1", "part": "dp_1",
                   "amount": 1000, "currency": "USD", "code": "fraudulent", "created_at": "2026-03-02T15:00:00Z"}],
                 "end_cursor": "2", "has_next_page": true}""";
        var page = processor.news("");
        assertThat(asked).isEqualTo("/v1/events?limit=100");
        assertThat(page.news())
                .containsExactly(
                        new ProcessorNews(
                                "ev_1", Kind.CAPTURED, "chg_1", "ch_1", null, usd(40_00), null, usd(1_46), AT),
                        new ProcessorNews(
                                "ev_2",
                                Kind.DISPUTE_OPENED,
                                "chg_1",
                                "ch_1",
                                "dp_1",
                                usd(10_00),
                                "fraudulent",
                                null,
                                AT));
        assertThat(page.cursor()).isEqualTo("2");
        assertThat(page.more()).isTrue();
    }

    @Test
    void nothing_new_leaves_the_cursor_where_it_is() {
        said = "{\"data\": []}";
        assertThat(processor.news("2")).isEqualTo(new ProcessorNews.Page(java.util.List.of(), "2", false));
        assertThat(asked).isEqualTo("/v1/events?limit=100&after=2");
    }

    @Test
    void a_record_says_how_a_charge_stands_there_and_how_much_of_it_is_left() {
        said =
                """
                {"data": [
                  {"id": "ch_1", "reference": "chg_1", "status": "settled", "amount": 4000, "currency": "USD", "fee": 146,
                   "amount_refunded": 1500, "amount_disputed": 500, "created_at": "2026-03-02T15:00:00Z"},
                  {"id": "ch_2", "status": "returned", "amount": 700, "currency": "USD",
                   "created_at": "2026-03-02T15:00:00Z"}],
                 "end_cursor": "7"}""";
        var page = processor.list("5");
        assertThat(asked).isEqualTo("/v1/charges?limit=100&after=5");
        assertThat(page.records())
                .containsExactly(
                        new ProcessorRecord(
                                "chg_1", "ch_1", usd(40_00), State.CAPTURED, usd(15_00), usd(5_00), usd(1_46), AT),
                        new ProcessorRecord(null, "ch_2", usd(7_00), State.RETURNED, usd(0), usd(0), null, AT));
        assertThat(page.more()).isFalse();
        assertThat(page.cursor()).isEqualTo("7");
    }

    @Test
    void what_cannot_be_understood_is_no_answer_and_never_passed_over() {
        for (var odd : new String[] {
            "{\"data\": [{\"id\": \"ev_1\", \"type\": \"charge.contemplated\", \"amount\": 1, \"currency\": \"USD\"}]}",
            "{\"data\": [null]}",
            "{}",
            "<html>"
        }) {
            said = odd;
            assertThatThrownBy(() -> processor.news("")).as(odd).isInstanceOf(Unreachable.class);
        }
        said = "{\"data\": [{\"id\": \"ch_1\", \"status\": \"odd\", \"amount\": 1, \"currency\": \"USD\"}]}";
        assertThatThrownBy(() -> processor.list("")).isInstanceOf(Unreachable.class);
    }

    private static Money usd(long cents) {
        return Money.of(cents, "USD");
    }
}
