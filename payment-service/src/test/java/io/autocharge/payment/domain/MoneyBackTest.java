package io.autocharge.payment.domain;

import static io.autocharge.payment.domain.Known.CHARGE;
import static io.autocharge.payment.domain.Known.CUSTOMER;
import static io.autocharge.payment.domain.Known.INVOICE;
import static io.autocharge.payment.domain.Known.NOW;
import static io.autocharge.payment.domain.Known.PARTNER;
import static io.autocharge.payment.domain.Known.STRANGER;
import static io.autocharge.payment.domain.Known.VISA;
import static io.autocharge.payment.domain.Known.usd;
import static io.autocharge.payment.domain.Told.OTHER;
import static io.autocharge.payment.domain.Told.dispute;
import static io.autocharge.payment.domain.Told.refund;
import static io.autocharge.payment.domain.Told.refunded;
import static io.autocharge.payment.domain.Told.says;
import static org.assertj.core.api.Assertions.assertThat;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.payment.ChargeCommand.RefundCharge;
import io.autocharge.contracts.payment.ChargeCommand.ResolveLatePayment;
import io.autocharge.contracts.payment.ChargeEvent.DisputeLost;
import io.autocharge.contracts.payment.ChargeEvent.DisputeOpened;
import io.autocharge.contracts.payment.ChargeEvent.DisputeWon;
import io.autocharge.contracts.payment.ChargeEvent.LatePaymentFound;
import io.autocharge.contracts.payment.ChargeEvent.LatePaymentResolved;
import io.autocharge.contracts.payment.ChargeEvent.PaymentCaptured;
import io.autocharge.contracts.payment.ChargeEvent.RefundFailed;
import io.autocharge.contracts.payment.ChargeEvent.RefundRequested;
import io.autocharge.contracts.payment.ChargeEvent.RefundSucceeded;
import io.autocharge.contracts.payment.ChargeEvent.SettledPaymentReturned;
import io.autocharge.contracts.payment.DisputeId;
import io.autocharge.contracts.payment.DisputeStage;
import io.autocharge.contracts.payment.LatePaymentResolution;
import io.autocharge.contracts.payment.Outcome;
import io.autocharge.contracts.payment.RefundOutcome.Status;
import io.autocharge.contracts.payment.RefundPurpose;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MoneyBackTest {

    private final Told charge = Told.captured();

    @Test
    void a_refund_is_put_on_record_before_the_processor_is_asked() {
        assertThat(charge.does(refund("a", usd(15))))
                .containsExactly(new RefundRequested(
                        CHARGE,
                        PARTNER,
                        CUSTOMER,
                        INVOICE,
                        refund("a"),
                        usd(15),
                        RefundPurpose.PAYMENT,
                        null,
                        "ch_1",
                        NOW));
    }

    @Test
    void a_full_refund_gives_back_all_that_was_captured() {
        assertThat(amount(charge.does(refund("a", null)).get(0))).isEqualTo(usd(40));
    }

    @Test
    void partial_refunds_add_up_and_never_exceed_the_capture() {
        charge.does(refund("a", usd(15)));
        charge.refuses(refund("b", usd(26)), "ABOVE_REFUNDABLE");
        charge.does(refund("b", usd(25)));
        charge.refuses(refund("c", usd(1)), "ABOVE_REFUNDABLE");
        charge.refuses(refund("c", null), "ABOVE_REFUNDABLE");
        charge.does(refunded("a", Status.SUCCEEDED));
        assertThat(charge.does(refunded("b", Status.SUCCEEDED)))
                .containsExactly(new RefundSucceeded(
                        CHARGE,
                        PARTNER,
                        CUSTOMER,
                        INVOICE,
                        refund("b"),
                        usd(25),
                        usd(40),
                        RefundPurpose.PAYMENT,
                        VISA,
                        "re_1",
                        NOW));
    }

    @Test
    void the_same_refund_ordered_twice_is_one_and_with_other_content_is_refused() {
        charge.does(refund("a", usd(15)));
        assertThat(charge.does(refund("a", usd(15)))).isEmpty();
        charge.refuses(refund("a", usd(16)), "REFUND_ID_ALREADY_USED");
    }

    @Test
    void what_was_not_captured_cannot_be_given_back() {
        Told.submitted().refuses(refund("a", usd(1)), "NOT_CAPTURED");
        charge.refuses(refund("a", usd(0)), "NOTHING_TO_REFUND");
        charge.refuses(refund("a", Money.of(1, "EUR")), "WRONG_CURRENCY");
        charge.refuses(new RefundCharge(CHARGE, STRANGER, refund("a"), null, usd(1), null, null), "CHARGE_UNKNOWN");
        charge.refuses(new RefundCharge(CHARGE, PARTNER, refund("a"), OTHER, usd(1), null, null), "INVOICE_UNKNOWN");
    }

    @Test
    void what_the_invoice_could_not_take_is_a_credit_and_not_given_back_as_a_payment() {
        charge.known.applied = Optional.of(usd(30));
        charge.refuses(refund("a", usd(31)), "ABOVE_REFUNDABLE");
        charge.does(refund("a", usd(30)));
        assertThat(charge.does(credit("b", usd(10)))).singleElement().isInstanceOf(RefundRequested.class);
        assertThat(charge.does(credit("c", usd(1))))
                .containsExactly(new RefundFailed(
                        CHARGE,
                        PARTNER,
                        CUSTOMER,
                        INVOICE,
                        refund("c"),
                        usd(1),
                        RefundPurpose.CREDIT,
                        "ABOVE_REFUNDABLE",
                        NOW));
        assertThat(charge.does(credit("c", usd(1)))).isEmpty();
    }

    @Test
    void a_refund_that_fails_leaves_the_money_where_it_is() {
        charge.does(refund("a", usd(40)));
        assertThat(charge.does(refunded("a", Status.FAILED))).singleElement().isInstanceOf(RefundFailed.class);
        assertThat(charge.does(refunded("a", Status.FAILED))).isEmpty();
        assertThat(charge.does(refund("b", usd(40)))).hasSize(1);
    }

    @Test
    void a_refund_without_an_answer_is_neither_given_back_nor_failed() {
        charge.does(refund("a", usd(40)));
        assertThat(charge.does(refunded("a", Status.UNKNOWN))).isEmpty();
        assertThat(charge.does(refunded("a", Status.PENDING))).isEmpty();
        charge.refuses(refund("b", usd(1)), "ABOVE_REFUNDABLE");
    }

    @Test
    void money_is_given_back_once_however_often_the_processor_says_so() {
        charge.does(refund("a", usd(40)));
        assertThat(charge.does(refunded("a", Status.SUCCEEDED))).hasSize(1);
        for (var again : Status.values()) {
            assertThat(charge.does(refunded("a", again))).isEmpty();
        }
        assertThat(charge.does(refunded("never ordered", Status.SUCCEEDED))).isEmpty();
    }

    @Test
    void an_opened_dispute_withholds_the_money_and_a_won_one_gives_it_back() {
        assertThat(charge.does(dispute("d", DisputeStage.OPENED, usd(40))))
                .containsExactly(new DisputeOpened(
                        CHARGE, PARTNER, CUSTOMER, INVOICE, DisputeId.derived("d"), usd(40), VISA, "fraudulent", NOW));
        charge.refuses(refund("a", usd(1)), "ABOVE_REFUNDABLE");
        assertThat(charge.does(dispute("d", DisputeStage.OPENED, usd(40)))).isEmpty();
        assertThat(charge.does(dispute("d", DisputeStage.WON, usd(40))))
                .containsExactly(
                        new DisputeWon(CHARGE, PARTNER, CUSTOMER, INVOICE, DisputeId.derived("d"), usd(40), VISA, NOW));
        assertThat(charge.does(dispute("d", DisputeStage.LOST, usd(40)))).isEmpty();
        assertThat(charge.does(refund("a", usd(40)))).hasSize(1);
    }

    @Test
    void a_lost_dispute_is_gone() {
        charge.does(dispute("d", DisputeStage.OPENED, usd(25)));
        assertThat(charge.does(dispute("d", DisputeStage.LOST, usd(25))))
                .singleElement()
                .isInstanceOf(DisputeLost.class);
        charge.refuses(refund("a", usd(16)), "ABOVE_REFUNDABLE");
    }

    @Test
    void a_dispute_takes_no_more_than_is_left_of_the_payment() {
        charge.does(refund("a", usd(15)));
        charge.does(refunded("a", Status.SUCCEEDED));
        assertThat(amount(
                        charge.does(dispute("d", DisputeStage.OPENED, usd(40))).get(0)))
                .isEqualTo(usd(25));
        assertThat(charge.does(dispute("e", DisputeStage.OPENED, usd(40)))).isEmpty();
    }

    @Test
    void the_end_of_a_dispute_that_is_heard_of_first_tells_its_beginning_too() {
        assertThat(charge.does(dispute("d", DisputeStage.WON, usd(40))))
                .extracting(Object::getClass)
                .containsExactly(DisputeOpened.class, DisputeWon.class);
        assertThat(charge.does(dispute("d", DisputeStage.OPENED, usd(40)))).isEmpty();
    }

    @Test
    void a_bank_payment_that_returns_after_settlement_is_taken_back_as_far_as_it_is_still_held() {
        charge.does(refund("a", usd(15)));
        charge.does(refunded("a", Status.SUCCEEDED));
        assertThat(charge.does(says(Outcome.Status.RETURNED)))
                .singleElement()
                .isInstanceOfSatisfying(SettledPaymentReturned.class, back -> {
                    assertThat(back.amount()).isEqualTo(usd(25));
                    assertThat(back.code()).isEqualTo("R10");
                });
        assertThat(charge.does(says(Outcome.Status.RETURNED))).isEmpty();
        charge.refuses(refund("b", usd(1)), "ABOVE_REFUNDABLE");
    }

    @Test
    void money_of_a_payment_over_several_invoices_comes_back_by_invoice() {
        var two = Told.capturedForTwo();
        two.refuses(refund("a", usd(1)), "INVOICE_NEEDED");
        two.known.applied = Optional.of(usd(10));
        two.does(new RefundCharge(CHARGE, PARTNER, refund("a"), OTHER, usd(4), null, null));
        two.does(refunded("a", Status.SUCCEEDED));
        assertThat(two.does(dispute("d", DisputeStage.OPENED, usd(33))))
                .extracting(event -> event.invoiceId() + " " + amount(event))
                .containsExactly(INVOICE + " " + usd(30), OTHER + " " + usd(3));
        assertThat(two.does(dispute("d", DisputeStage.WON, usd(33)))).hasSize(2);
        assertThat(two.does(says(Outcome.Status.RETURNED)))
                .extracting(event -> event.invoiceId() + " " + amount(event))
                .containsExactly(INVOICE + " " + usd(30), OTHER + " " + usd(6));
    }

    @Test
    void a_payment_that_comes_after_a_decline_waits_for_a_decision_and_is_no_payment_yet() {
        var late = Told.late();
        assertThat(late.facts).last().isInstanceOf(LatePaymentFound.class);
        late.refuses(refund("a", usd(1)), "NOT_CAPTURED");
        charge.refuses(resolve(LatePaymentResolution.APPLY), "NO_LATE_PAYMENT");
    }

    @Test
    void a_late_payment_that_is_applied_is_a_payment_like_any_other() {
        var late = Told.late();
        assertThat(late.does(resolve(LatePaymentResolution.APPLY)))
                .extracting(Object::getClass)
                .containsExactly(LatePaymentResolved.class, PaymentCaptured.class);
        assertThat(late.does(resolve(LatePaymentResolution.APPLY))).isEmpty();
        late.refuses(resolve(LatePaymentResolution.REFUND), "NO_LATE_PAYMENT");
        assertThat(late.does(refund("a", usd(40)))).hasSize(1);
    }

    @Test
    void a_late_payment_that_is_given_back_never_becomes_a_payment() {
        var late = Told.late();
        var events = late.does(resolve(LatePaymentResolution.REFUND));
        assertThat(events).hasSize(2);
        var back = (RefundRequested) events.get(1);
        assertThat(back.purpose()).isEqualTo(RefundPurpose.LATE_PAYMENT);
        assertThat(back.amount()).isEqualTo(usd(40));
        assertThat(back.processorReference()).isEqualTo("ch_1");
        assertThat(late.does(says(Outcome.Status.CAPTURED))).isEmpty();
    }

    @Test
    void a_late_payment_that_could_not_be_given_back_waits_for_another_decision() {
        var late = Told.late();
        var back = (RefundRequested)
                late.does(resolve(LatePaymentResolution.REFUND)).get(1);
        late.does(new io.autocharge.contracts.payment.ChargeCommand.RecordRefundOutcome(
                CHARGE,
                PARTNER,
                back.refundId(),
                new io.autocharge.contracts.payment.RefundOutcome(Status.FAILED, null, "account_closed")));
        var again = late.does(resolve(LatePaymentResolution.REFUND));
        assertThat(((RefundRequested) again.get(1)).refundId()).isNotEqualTo(back.refundId());
    }

    private static RefundCharge credit(String name, Money amount) {
        return new RefundCharge(CHARGE, PARTNER, refund(name), INVOICE, amount, null, RefundPurpose.CREDIT);
    }

    private static ResolveLatePayment resolve(LatePaymentResolution how) {
        return new ResolveLatePayment(CHARGE, PARTNER, how);
    }

    private static Money amount(Object event) {
        if (event instanceof RefundRequested refund) {
            return refund.amount();
        }
        return event instanceof DisputeOpened dispute ? dispute.amount() : ((SettledPaymentReturned) event).amount();
    }
}
