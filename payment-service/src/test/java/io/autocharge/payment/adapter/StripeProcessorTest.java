package io.autocharge.payment.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.Method;
import io.autocharge.contracts.payment.Outcome;
import io.autocharge.contracts.payment.Outcome.Status;
import io.autocharge.contracts.payment.RefundId;
import io.autocharge.contracts.payment.RefundOutcome;
import io.autocharge.payment.adapter.StripeDouble.Fault;
import io.autocharge.payment.domain.PaymentProcessor;
import io.autocharge.payment.domain.PaymentProcessor.Unreachable;
import io.autocharge.payment.domain.ProcessorNews;
import io.autocharge.payment.domain.ProcessorNews.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class StripeProcessorTest {

    private static final ChargeId CHARGE = ChargeId.derived("charge");
    private static final Money AMOUNT = Money.of(40_00, "USD");
    private static final String VISA = "pm_card_visa";
    private static final String BANK = "pm_usBankAccount_success";

    private final StripeDouble stripe = new StripeDouble();
    private final PaymentProcessor processor = new StripeProcessor(settings(stripe));

    StripeProcessorTest() throws IOException {}

    static StripeSettings settings(StripeDouble stripe) {
        return new StripeSettings(
                stripe.url(),
                Optional.of(stripe.secretKey()),
                Optional.of("pk_test_double"),
                List.of("whsec_test"),
                Duration.ofSeconds(2));
    }

    @AfterEach
    void close() {
        stripe.close();
    }

    @Test
    void a_stored_card_is_charged_without_its_customer_and_the_fee_is_told() {
        assertThat(charge(VISA)).isEqualTo(new Outcome(Status.CAPTURED, "pi_0", null, Money.of(146, "USD")));
        assertThat(stripe.books().captures(CHARGE.value())).isEqualTo(1);
    }

    @Test
    void a_bank_payment_is_pending_until_it_settles_or_is_given_back_with_the_code_of_nacha() {
        assertThat(charge(BANK)).isEqualTo(new Outcome(Status.PENDING, "pi_0", null));
        stripe.books().giveBack("pi_0", "insufficient_funds", "R09");
        assertThat(processor.find(CHARGE)).contains(new Outcome(Status.RETURNED, "pi_0", "R09"));
        stripe.books().giveBack("pi_0", "bank_account_closed", null);
        assertThat(processor.find(CHARGE)).contains(new Outcome(Status.RETURNED, "pi_0", "R02"));
        stripe.books().settle("pi_0");
        assertThat(processor.find(CHARGE)).contains(new Outcome(Status.CAPTURED, "pi_0", null, Money.of(146, "USD")));
    }

    @Test
    void a_decline_says_why() {
        assertThat(charge("pm_card_visa_chargeDeclinedInsufficientFunds"))
                .isEqualTo(new Outcome(Status.DECLINED, "pi_0", "insufficient_funds"));
        assertThat(processor.find(CHARGE)).contains(new Outcome(Status.DECLINED, "pi_0", "insufficient_funds"));
    }

    @Test
    void a_card_that_wants_its_holder_is_declined_and_never_waits() {
        assertThat(charge("pm_card_authenticationRequired"))
                .isEqualTo(new Outcome(Status.DECLINED, "pi_0", "authentication_required"));
    }

    @Test
    void a_lost_answer_is_neither_paid_nor_failed_and_the_same_charge_is_taken_once() {
        // Java's connection asks a second time by itself when the first one was cut.
        stripe.fail(Fault.DROP_BEFORE, Fault.DROP_BEFORE);
        assertThat(charge(VISA)).isEqualTo(Outcome.unknown());
        stripe.fail(Fault.RATE_LIMITED);
        assertThat(charge(VISA)).isEqualTo(Outcome.unknown());
        stripe.fail(Fault.DROP_AFTER, Fault.DROP_AFTER);
        assertThat(charge(VISA)).isEqualTo(Outcome.unknown());
        assertThat(charge(VISA).status()).isEqualTo(Status.CAPTURED);
        assertThat(stripe.books().captures(CHARGE.value())).isEqualTo(1);
    }

    @Test
    void an_error_that_stripe_has_saved_under_the_key_is_got_round_by_looking_the_charge_up() {
        stripe.fail(Fault.ERROR_AFTER);
        assertThat(charge(VISA)).isEqualTo(Outcome.unknown());
        assertThat(charge(VISA)).as("the saved error comes again").isEqualTo(Outcome.unknown());
        assertThat(processor.find(CHARGE).orElseThrow().status()).isEqualTo(Status.CAPTURED);
        assertThat(stripe.books().captures(CHARGE.value())).isEqualTo(1);
    }

    @Test
    void a_search_that_lags_says_nothing_rather_than_no() {
        charge(VISA);
        stripe.books().searchLags(true);
        assertThat(processor.find(CHARGE)).isEmpty();
    }

    @Test
    void a_key_with_other_content_is_never_a_no() {
        charge(VISA);
        assertThat(processor.charge(CHARGE, VISA, Money.of(1, "USD"))).isEqualTo(Outcome.unknown());
    }

    @Test
    void a_token_says_brand_last_four_and_expiry_or_bank_and_type_and_no_more() {
        assertThat(processor.describe(VISA))
                .contains(new Method(Method.Kind.CARD, "visa", null, "4242", 12, 2034, null));
        assertThat(processor.describe(BANK))
                .contains(
                        new Method(Method.Kind.BANK_ACCOUNT, null, "STRIPE TEST BANK", "6789", null, null, "checking"));
        assertThat(processor.describe("pm_nobody")).isEmpty();
        assertThat(processor.describe("../v1/accounts")).isEmpty();
    }

    @Test
    void a_token_that_stripe_does_not_know_moves_no_money() {
        assertThat(charge("pm_nobody")).isEqualTo(new Outcome(Status.DECLINED, null, "payment_method_unknown"));
    }

    @Test
    void a_stripe_that_is_away_is_told_as_such() {
        stripe.close();
        assertThat(charge(VISA)).isEqualTo(Outcome.unknown());
        assertThatThrownBy(() -> processor.find(CHARGE)).isInstanceOf(Unreachable.class);
        assertThatThrownBy(() -> processor.describe(VISA)).isInstanceOf(Unreachable.class);
    }

    @Test
    void a_payment_is_given_back_once_in_full_or_in_part_and_never_above_it() {
        charge(VISA);
        assertThat(refund("one", 15_00)).isEqualTo(new RefundOutcome(RefundOutcome.Status.SUCCEEDED, "re_0", null));
        assertThat(refund("one", 15_00)).isEqualTo(new RefundOutcome(RefundOutcome.Status.SUCCEEDED, "re_0", null));
        assertThat(refund("two", 25_01))
                .isEqualTo(new RefundOutcome(RefundOutcome.Status.FAILED, null, "charge_already_refunded"));
        assertThat(processor.findRefund(RefundId.derived("one"), "pi_0"))
                .contains(new RefundOutcome(RefundOutcome.Status.SUCCEEDED, "re_0", null));
        assertThat(processor.findRefund(RefundId.derived("two"), "pi_0")).isEmpty();
    }

    @Test
    void a_refund_whose_answer_was_lost_is_neither_done_nor_failed() {
        charge(VISA);
        stripe.fail(Fault.DROP_AFTER, Fault.DROP_AFTER);
        assertThat(refund("one", 15_00)).isEqualTo(RefundOutcome.unknown());
        assertThat(refund("one", 15_00).status()).isEqualTo(RefundOutcome.Status.SUCCEEDED);
        assertThat(processor.list("").records().get(0).refunded()).isEqualTo(Money.of(15_00, "USD"));
    }

    @Test
    void the_news_tell_of_payments_refunds_and_disputes_the_oldest_first_and_from_a_cursor_on() {
        charge(VISA);
        var first = processor.news("");
        assertThat(first.news()).extracting(ProcessorNews::kind).containsExactly(Kind.CAPTURED);
        assertThat(first.news().get(0).reference()).isEqualTo(CHARGE.value());

        refund("one", 15_00);
        var dispute = stripe.books().dispute("pi_0", 25_00, "fraudulent");
        stripe.books().close(dispute, "won");
        var next = processor.news(first.cursor());
        assertThat(next.news())
                .extracting(ProcessorNews::kind, ProcessorNews::part)
                .containsExactly(
                        tuple(Kind.REFUNDED, RefundId.derived("one").value()),
                        tuple(Kind.DISPUTE_OPENED, dispute),
                        tuple(Kind.DISPUTE_WON, dispute));
        assertThat(next.news()).allMatch(news -> news.reference().equals(CHARGE.value()));
        assertThat(processor.news(next.cursor()).news()).isEmpty();
    }

    @Test
    void a_settled_bank_payment_that_is_taken_back_is_a_return_and_no_dispute() {
        charge(BANK);
        stripe.books().settle("pi_0");
        var dispute = stripe.books().dispute("pi_0", 40_00, "debit_not_authorized");
        stripe.books().close(dispute, "lost");
        assertThat(processor.news("").news())
                .extracting(ProcessorNews::kind, ProcessorNews::code)
                .endsWith(tuple(Kind.RETURNED, "R10"))
                .doesNotContain(tuple(Kind.DISPUTE_LOST, "debit_not_authorized"));
    }

    @Test
    void a_hundred_and_fifty_events_come_in_two_pages_without_a_gap() {
        charge(VISA);
        var cursor = processor.news("").cursor();
        for (int i = 0; i < 150; i++) {
            processor.charge(ChargeId.derived("charge", "" + i), VISA, AMOUNT);
        }
        var one = processor.news(cursor);
        var two = processor.news(one.cursor());
        assertThat(one.more()).isTrue();
        assertThat(two.more()).isFalse();
        assertThat(Stream.concat(one.news().stream(), two.news().stream()).map(ProcessorNews::reference))
                .containsExactlyElementsOf(IntStream.range(0, 150)
                        .mapToObj(i -> ChargeId.derived("charge", "" + i).value())
                        .toList());
    }

    @Test
    void without_a_key_it_says_what_is_missing() {
        var nobody = new StripeProcessor(
                new StripeSettings(stripe.url(), Optional.empty(), Optional.empty(), List.of(), Duration.ofSeconds(2)));
        assertThatThrownBy(() -> nobody.describe(VISA)).hasMessageContaining("autocharge.stripe.secret-key");
    }

    private RefundOutcome refund(String id, long cents) {
        return processor.refund(RefundId.derived(id), CHARGE, "pi_0", Money.of(cents, "USD"));
    }

    private Outcome charge(String token) {
        return processor.charge(CHARGE, token, AMOUNT);
    }
}
