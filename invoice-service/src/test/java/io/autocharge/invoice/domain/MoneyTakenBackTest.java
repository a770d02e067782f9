package io.autocharge.invoice.domain;

import static io.autocharge.invoice.Samples.CHARGE;
import static io.autocharge.invoice.Samples.CUSTOMER;
import static io.autocharge.invoice.Samples.INVOICE;
import static io.autocharge.invoice.Samples.NAMES;
import static io.autocharge.invoice.Samples.NOW;
import static io.autocharge.invoice.Samples.OTHER;
import static io.autocharge.invoice.Samples.PARTNER;
import static io.autocharge.invoice.Samples.VISA;
import static io.autocharge.invoice.Samples.applied;
import static io.autocharge.invoice.Samples.appliedOfOld;
import static io.autocharge.invoice.Samples.created;
import static io.autocharge.invoice.Samples.paid;
import static io.autocharge.invoice.Samples.unpaid;
import static io.autocharge.invoice.Samples.usd;

import io.autocharge.contracts.invoice.InvoiceCommand.RecordDispute;
import io.autocharge.contracts.invoice.InvoiceCommand.RecordDisputeWon;
import io.autocharge.contracts.invoice.InvoiceCommand.RecordRefund;
import io.autocharge.contracts.invoice.InvoiceCommand.RecordReturn;
import io.autocharge.contracts.invoice.InvoiceCommand.ReserveBalance;
import io.autocharge.contracts.invoice.InvoiceEvent.BalanceReserved;
import io.autocharge.contracts.invoice.InvoiceEvent.DisputedPaymentRestored;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoiceArchived;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoicePaid;
import io.autocharge.contracts.invoice.InvoiceEvent.OverpaymentFound;
import io.autocharge.contracts.invoice.InvoiceEvent.OverpaymentTakenBack;
import io.autocharge.contracts.invoice.InvoiceEvent.PaymentDisputed;
import io.autocharge.contracts.invoice.InvoiceEvent.PaymentRefunded;
import io.autocharge.contracts.invoice.InvoiceEvent.PaymentTakenBack;
import io.autocharge.contracts.invoice.Sums;
import io.autocharge.contracts.payment.DisputeId;
import io.autocharge.contracts.payment.RefundId;
import io.autocharge.runtime.Given;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MoneyTakenBackTest {

    private static final RefundId REFUND = RefundId.derived("refund");
    private static final DisputeId DISPUTE = DisputeId.derived("dispute");
    private static final Sums PAID = unpaid().afterPayment(usd(10_000));

    private final FixtureConfiguration<Invoice> invoice = Given.aggregate(Invoice.class, NOW);

    @Test
    void a_partial_refund_reopens_the_balance_by_so_much() {
        invoice.given(created(), applied(CHARGE, 10_000, PAID))
                .when(refund(REFUND, 3_000))
                .expectEvents(refunded(REFUND, 3_000, PAID.afterRefund(usd(3_000))));
    }

    @Test
    void a_refund_told_twice_is_one_refund() {
        invoice.given(created(), applied(CHARGE, 10_000, PAID), refunded(REFUND, 3_000, PAID.afterRefund(usd(3_000))))
                .when(refund(REFUND, 3_000))
                .expectNoEvents();
    }

    @Test
    void a_refund_of_a_payment_from_before_there_were_sums_reopens_the_balance_too() {
        invoice.given(created(), appliedOfOld(CHARGE, 10_000, PAID))
                .when(refund(REFUND, 10_000))
                .expectEvents(refunded(REFUND, 10_000, PAID.afterRefund(usd(10_000))));
    }

    @Test
    void what_was_refunded_can_be_charged_again() {
        var reopened = PAID.afterRefund(usd(3_000));
        invoice.given(created(), applied(CHARGE, 10_000, PAID), refunded(REFUND, 3_000, reopened))
                .when(new ReserveBalance(INVOICE, PARTNER, OTHER, null, null, null))
                .expectEvents(new BalanceReserved(INVOICE, PARTNER, OTHER, usd(3_000), usd(0), NOW, null));
    }

    @Test
    void what_was_captured_and_what_is_outstanding_stay_right_after_a_refund() {
        var reopened = PAID.afterRefund(usd(3_000));
        var again = reopened.afterPayment(usd(3_000));
        invoice.given(
                        created(),
                        applied(CHARGE, 10_000, PAID),
                        refunded(REFUND, 3_000, reopened),
                        new BalanceReserved(INVOICE, PARTNER, OTHER, usd(3_000), usd(0), NOW, null))
                .when(paid(OTHER, 3_000))
                .expectEvents(applied(OTHER, 3_000, again), paidInFull());
    }

    @Test
    void a_late_return_of_a_settled_payment_reopens_the_balance() {
        invoice.given(created(), applied(CHARGE, 10_000, PAID))
                .when(returned(10_000))
                .expectEvents(takenBack(10_000, PAID.afterReturn(usd(10_000))));
    }

    @Test
    void a_return_told_twice_is_one_return() {
        invoice.given(created(), applied(CHARGE, 10_000, PAID), takenBack(10_000, PAID.afterReturn(usd(10_000))))
                .when(returned(10_000))
                .expectNoEvents();
    }

    @Test
    void an_archived_invoice_still_takes_facts() {
        var partly = unpaid().afterPayment(usd(4_000));
        invoice.given(created(), applied(CHARGE, 4_000, partly), new InvoiceArchived(INVOICE, PARTNER, CUSTOMER, NOW))
                .when(returned(4_000))
                .expectEvents(takenBack(4_000, partly.afterReturn(usd(4_000))));
    }

    @Test
    void a_bank_takes_back_no_more_from_the_invoice_than_is_left_of_its_charge() {
        var partly = unpaid().afterPayment(usd(4_000));
        var refunded = partly.afterRefund(usd(1_000));
        invoice.given(
                        created(),
                        applied(CHARGE, 4_000, partly),
                        applied(OTHER, 5_000, partly.afterPayment(usd(5_000))),
                        refunded(REFUND, 1_000, refunded.afterPayment(usd(5_000))))
                .when(returned(4_000))
                .expectEvents(
                        takenBack(3_000, refunded.afterPayment(usd(5_000)).afterReturn(usd(3_000))),
                        lost(CHARGE.value(), 1_000, 1_000, null));
    }

    @Test
    void an_overpayment_that_a_bank_takes_back_comes_out_of_the_credit() {
        invoice.given(created(), applied(CHARGE, 10_000, PAID), overpaid(500, null))
                .when(returned(10_500))
                .expectEvents(takenBack(10_000, PAID.afterReturn(usd(10_000))), lost(CHARGE.value(), 500, 500, null));
    }

    @Test
    void a_dispute_reopens_the_balance_until_it_is_won() {
        var withheld = PAID.afterDispute(usd(10_000));
        invoice.given(created(), applied(CHARGE, 10_000, PAID))
                .when(dispute(10_000))
                .expectEvents(disputed(10_000, withheld));
        invoice.given(created(), applied(CHARGE, 10_000, PAID), disputed(10_000, withheld))
                .when(won(10_000))
                .expectEvents(restored(10_000, PAID), paidInFull());
    }

    @Test
    void a_dispute_told_twice_is_one_dispute() {
        var withheld = PAID.afterDispute(usd(10_000));
        invoice.given(created(), applied(CHARGE, 10_000, PAID), disputed(10_000, withheld))
                .when(dispute(10_000))
                .expectNoEvents();
        invoice.given(created(), applied(CHARGE, 10_000, PAID), disputed(10_000, withheld), restored(10_000, PAID))
                .when(won(10_000))
                .expectNoEvents();
    }

    @Test
    void a_dispute_won_after_the_customer_paid_again_leaves_an_overpayment() {
        var withheld = PAID.afterDispute(usd(10_000));
        invoice.given(
                        created(),
                        applied(CHARGE, 10_000, PAID),
                        disputed(10_000, withheld),
                        applied(OTHER, 7_000, withheld.afterPayment(usd(7_000))))
                .when(won(10_000))
                .expectEvents(
                        restored(3_000, withheld.afterPayment(usd(7_000)).afterDisputeWon(usd(3_000))),
                        paidInFull(),
                        overpaid(7_000, DISPUTE));
    }

    @Test
    void a_dispute_won_takes_nothing_from_the_charge_in_flight() {
        var withheld = PAID.afterDispute(usd(10_000));
        invoice.given(
                        created(),
                        applied(CHARGE, 10_000, PAID),
                        disputed(10_000, withheld),
                        new BalanceReserved(INVOICE, PARTNER, OTHER, usd(8_000), usd(2_000), NOW, null))
                .when(won(10_000))
                .expectEvents(restored(2_000, withheld.afterDisputeWon(usd(2_000))), overpaid(8_000, DISPUTE));
    }

    @Test
    void a_refund_and_a_dispute_of_one_payment_never_take_more_from_the_invoice_than_it_had() {
        var withheld = PAID.afterDispute(usd(8_000));
        invoice.given(created(), applied(CHARGE, 10_000, PAID), disputed(8_000, withheld))
                .when(refund(REFUND, 5_000))
                .expectEvents(
                        refunded(REFUND, 2_000, withheld.afterRefund(usd(2_000))),
                        lost(REFUND.value(), 3_000, 3_000, null));
    }

    @Test
    void what_is_taken_of_an_overpayment_again_and_again_is_summed_up() {
        invoice.given(created(), applied(CHARGE, 0, PAID), overpaid(900, null), lost(DISPUTE.value(), 400, 400, null))
                .when(returned(700))
                .expectEvents(lost(CHARGE.value(), 700, 1_100, null));
    }

    private static RecordRefund refund(RefundId refund, long cents) {
        return new RecordRefund(INVOICE, PARTNER, CHARGE, refund, usd(cents), NOW);
    }

    private static RecordReturn returned(long cents) {
        return new RecordReturn(INVOICE, PARTNER, CHARGE, usd(cents), "R10", NOW);
    }

    private static RecordDispute dispute(long cents) {
        return new RecordDispute(INVOICE, PARTNER, CHARGE, DISPUTE, usd(cents), "fraudulent", NOW);
    }

    private static RecordDisputeWon won(long cents) {
        return new RecordDisputeWon(INVOICE, PARTNER, CHARGE, DISPUTE, usd(cents), NOW);
    }

    private static PaymentRefunded refunded(RefundId refund, long cents, Sums after) {
        return new PaymentRefunded(INVOICE, PARTNER, CUSTOMER, NAMES, CHARGE, refund, usd(cents), after, VISA, NOW);
    }

    private static PaymentTakenBack takenBack(long cents, Sums after) {
        return new PaymentTakenBack(INVOICE, PARTNER, CUSTOMER, NAMES, CHARGE, usd(cents), after, VISA, "R10", NOW);
    }

    private static PaymentDisputed disputed(long cents, Sums after) {
        return new PaymentDisputed(
                INVOICE, PARTNER, CUSTOMER, NAMES, CHARGE, DISPUTE, usd(cents), after, VISA, "fraudulent", NOW);
    }

    private static DisputedPaymentRestored restored(long cents, Sums after) {
        return new DisputedPaymentRestored(
                INVOICE, PARTNER, CUSTOMER, NAMES, CHARGE, DISPUTE, usd(cents), after, VISA, NOW);
    }

    private static OverpaymentFound overpaid(long cents, DisputeId dispute) {
        return new OverpaymentFound(INVOICE, PARTNER, CUSTOMER, CHARGE, usd(cents), dispute);
    }

    private static OverpaymentTakenBack lost(String taker, long cents, long takenBack, DisputeId dispute) {
        return new OverpaymentTakenBack(
                INVOICE, PARTNER, CUSTOMER, CHARGE, taker, usd(cents), usd(takenBack), NOW, dispute);
    }

    private static InvoicePaid paidInFull() {
        return new InvoicePaid(INVOICE, PARTNER, CUSTOMER, usd(10_000), NOW);
    }
}
