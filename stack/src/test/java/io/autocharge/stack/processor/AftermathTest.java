package io.autocharge.stack.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.autocharge.stack.Http;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AftermathTest extends SandboxSetting {

    @ParameterizedTest
    @CsvSource({"1000, 59", "4000, 146", "1, 30"})
    void a_card_costs_two_point_nine_percent_and_thirty(long amount, long fee) throws Exception {
        assertThat(charge("chg_1", card("4242424242424242"), amount)
                        .body()
                        .path("fee")
                        .asLong())
                .isEqualTo(fee);
    }

    @ParameterizedTest
    @CsvSource({"1000, 8", "62500, 500", "9000000, 500"})
    void a_bank_payment_costs_point_eight_percent_and_at_most_five_hundred(long amount, long fee) throws Exception {
        assertThat(charge("chg_1", bankAccount("000123456789"), amount)
                        .body()
                        .path("fee")
                        .asLong())
                .isEqualTo(fee);
    }

    @Test
    void a_declined_charge_costs_nothing() throws Exception {
        assertThat(charge("chg_1", card("4000000000000002"), 1000).body().has("fee"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "000333333302, R02",
        "000333333303, R03",
        "000333333304, R04",
        "000333333307, R07",
        "000333333308, R08",
        "000333333309, R09"
    })
    void each_return_code_has_its_bank_account(String account, String code) throws Exception {
        charge("chg_1", bankAccount(account), 100);
        watch.advance(Duration.ofSeconds(2));
        assertThat(types()).containsExactly("charge.pending", "charge.returned");
        assertThat(events().get(1).path("code").asText()).isEqualTo(code);
    }

    @Test
    void a_settled_bank_payment_is_taken_back_late() throws Exception {
        var charge = charge("chg_1", bankAccount("000123456789"), 4000).text("id");
        watch.advance(Duration.ofDays(59));
        var back = http.post("/sandbox/charges/" + charge + "/return", "{\"code\":\"R10\"}");

        assertThat(back.text("status")).isEqualTo("returned");
        assertThat(back.text("return_code")).isEqualTo("R10");
        assertThat(types()).containsExactly("charge.pending", "charge.succeeded", "charge.returned");
        assertThat(http.post("/sandbox/charges/" + charge + "/return", "{\"code\":\"R10\"}")
                        .status())
                .isEqualTo(409);
        assertThat(refund("ref_1", charge, 1).status()).isEqualTo(409);
    }

    @Test
    void a_payment_that_came_back_while_pending_never_settles() throws Exception {
        var charge = charge("chg_1", bankAccount("000123456789"), 4000).text("id");
        http.post("/sandbox/charges/" + charge + "/return", "{\"code\":\"R01\"}");
        watch.advance(Duration.ofSeconds(2));
        assertThat(types()).containsExactly("charge.pending", "charge.returned");
        assertThat(http.get("/v1/charges/" + charge).text("status")).isEqualTo("returned");
    }

    @Test
    void a_disputed_payment_is_withheld_until_it_is_won() throws Exception {
        var charge = charge("chg_1", card("4242424242424242"), 4000).text("id");
        refund("ref_1", charge, 1000);
        var dispute = dispute(charge, "{\"reason\":\"fraudulent\"}");

        assertThat(dispute.body().path("amount").asLong()).isEqualTo(3000);
        assertThat(refund("ref_2", charge, 1).status()).isEqualTo(422);
        assertThat(close(dispute.text("id"), "won").status()).isEqualTo(200);
        assertThat(refund("ref_3", charge, 3000).status()).isEqualTo(200);
        assertThat(types())
                .containsExactly(
                        "charge.succeeded", "refund.succeeded", "dispute.opened", "dispute.won", "refund.succeeded");
    }

    @Test
    void a_lost_dispute_stays_lost() throws Exception {
        var charge = charge("chg_1", card("4242424242424242"), 4000).text("id");
        var dispute =
                dispute(charge, "{\"reason\":\"fraudulent\",\"amount\":2500}").text("id");
        assertThat(close(dispute, "lost").text("status")).isEqualTo("lost");
        assertThat(close(dispute, "won").status()).isEqualTo(409);
        assertThat(refund("ref_1", charge, 1501).status()).isEqualTo(422);
        assertThat(http.get("/v1/charges/" + charge)
                        .body()
                        .path("amount_disputed")
                        .asLong())
                .isEqualTo(2500);
    }

    @Test
    void a_refund_can_fail_and_leaves_the_money_where_it_is() throws Exception {
        var charge = charge("chg_1", card("4000000000005126"), 4000).text("id");
        var refund = refund("ref_1", charge, 1000);
        assertThat(refund.text("status")).isEqualTo("failed");
        assertThat(refund.text("failure_code")).isEqualTo("expired_or_canceled_card");
        assertThat(http.get("/v1/charges/" + charge)
                        .body()
                        .path("amount_refunded")
                        .asLong())
                .isZero();
        assertThat(types()).containsExactly("charge.succeeded", "refund.failed");
        assertThat(events().get(1).path("part").asText()).isEqualTo("ref_1");
    }

    @Test
    void a_refund_can_take_time() throws Exception {
        var charge = charge("chg_1", card("4000000000007726"), 4000).text("id");
        assertThat(refund("ref_1", charge, 1000).text("status")).isEqualTo("pending");
        assertThat(types()).containsExactly("charge.succeeded");
        watch.advance(Duration.ofSeconds(2));
        assertThat(http.get("/v1/refunds?reference=ref_1")
                        .body()
                        .at("/data/0/status")
                        .asText())
                .isEqualTo("succeeded");
        assertThat(types()).containsExactly("charge.succeeded", "refund.succeeded");
    }

    @Test
    void a_refund_whose_answer_was_lost_is_made_once_and_found() throws Exception {
        var charge = charge("chg_1", card("4242424242424242"), 4000).text("id");
        http.post("/sandbox/faults", "{\"mode\":\"replayed_error\",\"count\":1}");
        assertThat(refund("ref_1", charge, 1000).status()).isEqualTo(500);
        assertThat(refund("ref_1", charge, 1000).status()).isEqualTo(500);
        assertThat(http.get("/v1/refunds?reference=ref_1").body().path("data")).hasSize(1);
        assertThat(types()).containsExactly("charge.succeeded", "refund.succeeded");
    }

    @Test
    void the_feed_is_read_page_by_page_and_is_the_same_after_a_restart() throws Exception {
        var bank = charge("chg_1", bankAccount("000123456789"), 4000).text("id");
        var paid = charge("chg_2", card("4242424242424242"), 100).text("id");
        watch.advance(Duration.ofSeconds(2));
        dispute(paid, "{\"reason\":\"fraudulent\"}");
        http.post("/sandbox/charges/" + bank + "/return", "{\"code\":\"R10\"}");
        var before = events();
        restart();

        assertThat(events()).isEqualTo(before).hasSize(5);
        var page = http.get("/v1/events?limit=2").body();
        assertThat(page.path("end_cursor").asText()).isEqualTo("ev_2");
        assertThat(page.path("has_next_page").asBoolean()).isTrue();
        assertThat(http.get("/v1/events?after=ev_2").body().path("data")).hasSize(3);
        assertThat(http.get("/v1/events?after=ev_5").body().path("data")).isEmpty();
        assertThat(refund("ref_1", paid, 1).status()).isEqualTo(422);
    }

    private Http.Reply dispute(String charge, String body) throws Exception {
        return http.post("/sandbox/charges/" + charge + "/dispute", body);
    }

    private Http.Reply close(String dispute, String outcome) throws Exception {
        return http.post("/sandbox/disputes/" + dispute + "/close", "{\"outcome\":\"" + outcome + "\"}");
    }

    private List<JsonNode> events() throws Exception {
        var found = new ArrayList<JsonNode>();
        http.get("/v1/events").body().path("data").forEach(found::add);
        return found;
    }

    private List<String> types() throws Exception {
        return events().stream().map(event -> event.path("type").asText()).toList();
    }
}
