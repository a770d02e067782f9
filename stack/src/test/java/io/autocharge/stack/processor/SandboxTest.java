package io.autocharge.stack.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SandboxTest extends SandboxSetting {

    @Test
    void a_charge_of_a_good_card_succeeds_and_can_be_looked_up() throws Exception {
        var charge = charge("chg_1", card("4242 4242 4242 4242"), 4000);

        assertThat(charge.status()).isEqualTo(200);
        assertThat(charge.text("status")).isEqualTo("succeeded");
        assertThat(charge.text("id")).startsWith("ch_");
        var byReference = http.get("/v1/charges?reference=chg_1").body().at("/data/0");
        assertThat(byReference).isEqualTo(charge.body());
        assertThat(http.get("/v1/charges/" + charge.text("id")).body()).isEqualTo(charge.body());
    }

    @Test
    void a_token_tells_brand_last_four_and_expiry() throws Exception {
        var token = http.get("/v1/tokens/" + card("5555555555554444")).body();

        assertThat(token.path("kind").asText()).isEqualTo("card");
        assertThat(token.path("brand").asText()).isEqualTo("mastercard");
        assertThat(token.path("last4").asText()).isEqualTo("4444");
        assertThat(token.path("exp_month").asInt()).isEqualTo(12);
        assertThat(token.path("exp_year").asInt()).isEqualTo(2045);
        assertThat(token.has("behaviour")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "4000000000000002, generic_decline",
        "4000000000009995, insufficient_funds",
        "4000000000000069, expired_card",
        "4000000000009987, lost_card",
        "4000000000009979, stolen_card",
        "4000002760003184, authentication_required",
        "4000000000000341, do_not_honor"
    })
    void a_bad_card_is_declined_with_its_code_and_nothing_is_captured(String number, String code) throws Exception {
        var charge = charge("chg_1", card(number), 4000);

        assertThat(charge.status()).isEqualTo(200);
        assertThat(charge.text("status")).isEqualTo("declined");
        assertThat(charge.text("decline_code")).isEqualTo(code);
        assertThat(captures("chg_1")).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "000123456789, settled, ''",
        "000111111116, returned, R01",
        "000111111113, returned, R10",
        "000222222227, pending, ''"
    })
    void a_bank_payment_is_pending_until_it_settles_or_returns(String account, String end, String code)
            throws Exception {
        var charge = charge("chg_1", bankAccount(account), 4000);
        assertThat(charge.text("status")).isEqualTo("pending");

        watch.advance(Duration.ofMillis(1_999));
        assertThat(http.get("/v1/charges/" + charge.text("id")).text("status")).isEqualTo("pending");
        watch.advance(Duration.ofMillis(1));
        var later = http.get("/v1/charges/" + charge.text("id"));
        assertThat(later.text("status")).isEqualTo(end);
        assertThat(later.text("return_code")).isEqualTo(code);
    }

    @Test
    void the_same_key_gives_the_same_answer_and_one_capture() throws Exception {
        var token = bankAccount("000123456789");
        var first = charge("chg_1", token, 4000);
        watch.advance(Duration.ofSeconds(3));
        var second = charge("chg_1", token, 4000);

        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.raw().headers().firstValue("Idempotent-Replayed")).contains("true");
        assertThat(captures("chg_1")).isEqualTo(1);
    }

    @Test
    void the_same_key_with_other_content_is_refused() throws Exception {
        var token = card("4242424242424242");
        charge("chg_1", token, 4000);
        var other = charge("chg_1", token, 4001);

        assertThat(other.status()).isEqualTo(409);
        assertThat(other.text("code")).isEqualTo("idempotency_key_reused");
        assertThat(captures("chg_1")).isEqualTo(1);
    }

    @Test
    void a_key_is_forgotten_after_its_window() throws Exception {
        var token = card("4242424242424242");
        charge("chg_1", token, 4000);
        watch.advance(Duration.ofSeconds(101));
        charge("chg_1", token, 4000);

        assertThat(captures("chg_1")).isEqualTo(2);
        assertThat(http.get("/sandbox/captures")
                        .body()
                        .at("/captured_more_than_once/chg_1")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void sixty_four_requests_with_one_key_capture_once() throws Exception {
        var token = card("4242424242424242");
        var barrier = new CyclicBarrier(64);
        var threads = Executors.newFixedThreadPool(64);
        Callable<String> ask = () -> {
            barrier.await();
            return charge("chg_1", token, 4000).text("id");
        };
        var answers =
                threads.invokeAll(IntStream.range(0, 64).mapToObj(i -> ask).toList());
        threads.shutdown();
        assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();

        var first = answers.get(0).get();
        for (var answer : answers) {
            assertThat(answer.get()).isEqualTo(first);
        }
        assertThat(captures("chg_1")).isEqualTo(1);
    }

    @Test
    void a_refund_never_exceeds_the_charge() throws Exception {
        var charge = charge("chg_1", card("4242424242424242"), 4000).text("id");

        assertThat(refund("ref_1", charge, 3000).status()).isEqualTo(200);
        assertThat(refund("ref_1", charge, 3000).status()).isEqualTo(200);
        assertThat(refund("ref_2", charge, 1001).status()).isEqualTo(422);
        assertThat(refund("ref_3", charge, 1000).status()).isEqualTo(200);
        assertThat(http.get("/v1/charges/" + charge)
                        .body()
                        .path("amount_refunded")
                        .asInt())
                .isEqualTo(4000);
    }

    @Test
    void charges_are_listed_page_by_page() throws Exception {
        var token = card("4242424242424242");
        for (int i = 0; i < 5; i++) {
            charge("chg_" + i, token, 100);
        }
        var first = http.get("/v1/charges?limit=3").body();
        var second = http.get(
                        "/v1/charges?limit=3&after=" + first.path("end_cursor").asText())
                .body();

        assertThat(first.path("has_next_page").asBoolean()).isTrue();
        assertThat(second.path("has_next_page").asBoolean()).isFalse();
        assertThat(first.path("data")).hasSize(3);
        assertThat(second.path("data").findValuesAsText("reference")).containsExactly("chg_3", "chg_4");
    }

    @Test
    void a_restart_remembers_tokens_charges_keys_and_refunds() throws Exception {
        var token = card("4242424242424242");
        var charge = charge("chg_1", token, 4000);
        refund("ref_1", charge.text("id"), 500);
        sandbox.close();
        Files.writeString(folder.resolve("journal.ndjson"), "{\"n\":99,\"half\":", StandardOpenOption.APPEND);
        start();

        assertThat(charge("chg_1", token, 4000).body()).isEqualTo(charge.body());
        assertThat(captures("chg_1")).isEqualTo(1);
        assertThat(http.get("/v1/charges/" + charge.text("id"))
                        .body()
                        .path("amount_refunded")
                        .asInt())
                .isEqualTo(500);
        charge("chg_2", token, 100);
        assertThat(captures("chg_2")).isEqualTo(1);
    }

    @Test
    void no_number_reaches_the_journal() throws Exception {
        card("4242424242424242");
        bankAccount("000123456789");
        http.post("/v1/tokens", "{\"card\":{\"numbr\":\"4242424242424242\"}}");

        assertThat(Files.readString(folder.resolve("journal.ndjson")))
                .contains("4242")
                .doesNotContain("4242424242424242", "000123456789", "\"737\"");
    }

    @Test
    void the_journal_tells_all_requests_in_order() throws Exception {
        var token = card("4242424242424242");
        charge("chg_1", token, 4000);
        http.get("/v1/charges?reference=chg_1");

        var entries = http.get("/sandbox/journal").body().path("data");
        assertThat(entries.findValuesAsText("n")).containsExactly("1", "2", "3", "4", "5");
        assertThat(entries.at("/2/request/key").asText()).isEqualTo("chg_1");
        assertThat(entries.at("/3/charge/reference").asText()).isEqualTo("chg_1");
        assertThat(http.get("/sandbox/journal?after=4").body().path("data")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "{\"reference\":\"chg_1\",\"token\":\"tok_1\",\"amount\":1.5,\"currency\":\"USD\"}",
                "{\"reference\":\"chg_1\",\"token\":\"tok_1\",\"amount\":0,\"currency\":\"USD\"}",
                "{\"reference\":\"chg_1\",\"token\":\"tok_1\",\"amount\":1,\"currency\":\"XQX\"}",
                "{\"reference\":\"chg_1\",\"token\":\"tok_none\",\"amount\":1,\"currency\":\"USD\"}",
                "{\"reference\":\"chg_1\",\"amount\":1,\"currency\":\"USD\"}",
                "{\"reference\":\"chg_1\",\"token\":\"tok_1\",\"amount\":1,\"currency\":\"USD\",\"more\":true}"
            })
    void a_bad_order_is_a_problem_and_moves_nothing(String body) throws Exception {
        var reply = http.post("/v1/charges", body, "Idempotency-Key", "chg_1");

        assertThat(reply.status()).isBetween(400, 422);
        assertThat(reply.raw().headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(http.get("/sandbox/captures").body().path("count").asInt()).isZero();
    }

    @Test
    void an_order_without_a_key_is_refused() throws Exception {
        var reply = http.post("/v1/charges", order("chg_1", card("4242424242424242"), 1));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text("code")).isEqualTo("missing_idempotency_key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"4111111111111111", "4242424242424241", "", "card"})
    void a_number_that_is_no_test_card_is_refused_and_not_repeated(String number) throws Exception {
        var reply = submitCard(number);

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.body().toString()).doesNotContain("4111").doesNotContain("4241");
    }

    @Test
    void a_page_of_another_origin_may_make_tokens_and_nothing_else() throws Exception {
        var token = http.send(http.request("/v1/tokens").method("OPTIONS", BodyPublishers.noBody()));
        var charge = http.send(http.request("/v1/charges").method("OPTIONS", BodyPublishers.noBody()));

        assertThat(token.raw().headers().firstValue("Access-Control-Allow-Origin"))
                .contains("*");
        assertThat(charge.status()).isEqualTo(405);
        assertThat(charge.raw().headers().firstValue("Access-Control-Allow-Origin"))
                .isEmpty();
    }

    @Test
    void the_card_that_captures_and_drops_tells_the_truth_when_asked_again() throws Exception {
        var token = card("4000000000000259");

        assertThatIOException().isThrownBy(() -> charge("chg_1", token, 4000));
        assertThat(captures("chg_1")).isEqualTo(1);
        assertThat(charge("chg_1", token, 4000).text("status")).isEqualTo("succeeded");
        assertThat(captures("chg_1")).isEqualTo(1);
    }
}
