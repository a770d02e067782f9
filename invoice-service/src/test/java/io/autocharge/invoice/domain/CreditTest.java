package io.autocharge.invoice.domain;

import static io.autocharge.invoice.Samples.CHARGE;
import static io.autocharge.invoice.Samples.CUSTOMER;
import static io.autocharge.invoice.Samples.INVOICE;
import static io.autocharge.invoice.Samples.NOW;
import static io.autocharge.invoice.Samples.PARTNER;
import static io.autocharge.invoice.Samples.usd;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.Refused;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.invoice.CreditCommand.ApplyCredit;
import io.autocharge.contracts.invoice.CreditCommand.GrantCredit;
import io.autocharge.contracts.invoice.CreditCommand.RecordCreditRefund;
import io.autocharge.contracts.invoice.CreditCommand.RecordCreditTakenBack;
import io.autocharge.contracts.invoice.CreditCommand.RecordCreditTurnedAway;
import io.autocharge.contracts.invoice.CreditCommand.RefundCredit;
import io.autocharge.contracts.invoice.CreditEvent.CreditGranted;
import io.autocharge.contracts.invoice.CreditEvent.CreditRefundRequested;
import io.autocharge.contracts.invoice.CreditEvent.CreditRefunded;
import io.autocharge.contracts.invoice.CreditEvent.CreditRestored;
import io.autocharge.contracts.invoice.CreditEvent.CreditSpent;
import io.autocharge.contracts.invoice.CreditEvent.CreditTakenBack;
import io.autocharge.contracts.invoice.CreditId;
import io.autocharge.contracts.invoice.CreditRefusal;
import io.autocharge.contracts.invoice.CreditUseId;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.payment.RefundId;
import io.autocharge.runtime.Given;
import java.util.Optional;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CreditTest {

    private static final CreditId CREDIT = CreditId.of(CHARGE, INVOICE, null);
    private static final CreditUseId USE = CreditUseId.derived("use");
    private static final RefundId REFUND = RefundId.derived("refund");
    private static final InvoiceId NEXT = InvoiceId.derived("next");

    private OpenInvoices.OpenInvoice open = new OpenInvoices.OpenInvoice(CUSTOMER, usd(10_000));
    private FixtureConfiguration<Credit> credit;

    @BeforeEach
    void set_up() {
        OpenInvoices invoices = (partner, invoice) ->
                partner.equals(PARTNER) && invoice.equals(NEXT) ? Optional.of(open) : Optional.empty();
        credit = Given.aggregate(Credit.class, NOW).registerInjectableResource(invoices);
    }

    @Test
    void an_overpayment_becomes_a_credit() {
        credit.givenNoPriorActivity().when(grant(500)).expectEvents(granted(500));
    }

    @Test
    void an_overpayment_told_twice_is_one_credit() {
        credit.given(granted(500)).when(grant(500)).expectNoEvents();
    }

    @Test
    void a_credit_can_be_applied_to_another_invoice() {
        credit.given(granted(500)).when(apply(usd(200))).expectEvents(spent(200, 300));
    }

    @Test
    void without_an_amount_as_much_is_spent_as_there_is_and_the_invoice_takes() {
        credit.given(granted(500)).when(apply(null)).expectEvents(spent(500, 0));
        open = new OpenInvoices.OpenInvoice(CUSTOMER, usd(120));
        credit.given(granted(500)).when(apply(null)).expectEvents(spent(120, 380));
    }

    @Test
    void the_same_request_delivered_twice_is_one_use() {
        credit.given(granted(500), spent(200, 300)).when(apply(usd(200))).expectNoEvents();
        refused(
                credit.given(granted(500), spent(200, 300)).when(apply(usd(201))),
                CreditRefusal.CREDIT_USE_ID_ALREADY_USED);
    }

    @Test
    void no_more_is_spent_than_is_left() {
        refused(credit.given(granted(500)).when(apply(usd(501))), CreditRefusal.ABOVE_CREDIT);
        refused(credit.given(granted(500)).when(apply(usd(0))), CreditRefusal.NOTHING_TO_SPEND);
        refused(
                credit.given(granted(500), spent(500, 0))
                        .when(new ApplyCredit(CREDIT, PARTNER, CreditUseId.derived("again"), NEXT, null)),
                CreditRefusal.CREDIT_SPENT);
    }

    @Test
    void a_credit_pays_only_invoices_of_its_own_customer_and_currency() {
        open = new OpenInvoices.OpenInvoice(CustomerId.derived("stranger"), usd(10_000));
        refused(credit.given(granted(500)).when(apply(null)), CreditRefusal.INVOICE_UNKNOWN);
        open = new OpenInvoices.OpenInvoice(CUSTOMER, Money.of(10_000, "EUR"));
        refused(credit.given(granted(500)).when(apply(null)), CreditRefusal.WRONG_CURRENCY);
        refused(
                credit.given(granted(500)).when(new ApplyCredit(CREDIT, PARTNER, USE, INVOICE, null)),
                CreditRefusal.INVOICE_UNKNOWN);
    }

    @Test
    void an_invoice_with_nothing_free_takes_no_credit() {
        open = new OpenInvoices.OpenInvoice(CUSTOMER, usd(0));
        refused(credit.given(granted(500)).when(apply(null)), CreditRefusal.INVOICE_TAKES_NOTHING);
    }

    @Test
    void what_the_invoice_turns_away_is_in_the_credit_again_and_once() {
        var turnedAway = new RecordCreditTurnedAway(CREDIT, PARTNER, USE, usd(150));
        var restored = new CreditRestored(CREDIT, PARTNER, CUSTOMER, usd(150), usd(450), NOW, USE, null);
        credit.given(granted(500), spent(200, 300)).when(turnedAway).expectEvents(restored);
        credit.given(granted(500), spent(200, 300), restored).when(turnedAway).expectNoEvents();
    }

    @Test
    void a_credit_can_be_given_back() {
        credit.given(granted(500))
                .when(new RefundCredit(CREDIT, PARTNER, REFUND, null))
                .expectEvents(refunding(500, 0));
        credit.given(granted(500), refunding(500, 0))
                .when(new RefundCredit(CREDIT, PARTNER, REFUND, null))
                .expectNoEvents();
        refused(
                credit.given(granted(500), refunding(500, 0))
                        .when(new RefundCredit(CREDIT, PARTNER, RefundId.derived("again"), null)),
                CreditRefusal.CREDIT_SPENT);
        refused(
                credit.given(granted(500), refunding(500, 0)).when(new RefundCredit(CREDIT, PARTNER, REFUND, usd(1))),
                CreditRefusal.REFUND_ID_ALREADY_USED);
    }

    @Test
    void a_credit_that_was_given_back_is_gone() {
        var refunded = new CreditRefunded(CREDIT, PARTNER, CUSTOMER, REFUND, usd(500), usd(0), NOW);
        credit.given(granted(500), refunding(500, 0))
                .when(new RecordCreditRefund(CREDIT, PARTNER, REFUND, true))
                .expectEvents(refunded);
        credit.given(granted(500), refunding(500, 0), refunded)
                .when(new RecordCreditRefund(CREDIT, PARTNER, REFUND, true))
                .expectNoEvents();
    }

    @Test
    void a_refund_that_fails_leaves_the_credit_as_it_was() {
        credit.given(granted(500), refunding(500, 0))
                .when(new RecordCreditRefund(CREDIT, PARTNER, REFUND, false))
                .expectEvents(new CreditRestored(CREDIT, PARTNER, CUSTOMER, usd(500), usd(500), NOW, null, REFUND));
    }

    @Test
    void a_bank_that_takes_the_payment_back_takes_the_credit_and_what_was_spent_is_a_shortfall() {
        credit.given(granted(500)).when(takenBack(500)).expectEvents(lost(500, 0, 0));
        credit.given(granted(500), spent(200, 300)).when(takenBack(500)).expectEvents(lost(500, 200, 0));
    }

    @Test
    void what_was_taken_back_is_told_as_a_sum_and_counts_once() {
        credit.given(granted(500), lost(300, 0, 200)).when(takenBack(300)).expectNoEvents();
        credit.given(granted(500), lost(300, 0, 200)).when(takenBack(450)).expectEvents(lost(150, 0, 50));
    }

    @Test
    void more_taken_back_than_was_ever_overpaid_is_a_shortfall_that_is_seen() {
        credit.givenNoPriorActivity().when(takenBack(700)).expectEvents(lost(700, 700, 0));
    }

    @Test
    void what_comes_back_makes_up_for_a_shortfall_before_it_can_be_spent() {
        refused(
                credit.given(
                                granted(500),
                                spent(500, 0),
                                lost(400, 400, 0),
                                new CreditRestored(CREDIT, PARTNER, CUSTOMER, usd(500), usd(500), NOW, USE, null))
                        .when(new RefundCredit(CREDIT, PARTNER, REFUND, usd(101))),
                CreditRefusal.ABOVE_CREDIT);
    }

    private static void refused(ResultValidator<Credit> result, CreditRefusal refusal) {
        result.expectNoEvents()
                .expectException(Refused.class)
                .expectExceptionMessage(refusal.name() + ": " + refusal.sentence());
    }

    private static GrantCredit grant(long cents) {
        return new GrantCredit(CREDIT, PARTNER, CUSTOMER, INVOICE, CHARGE, usd(cents));
    }

    private static ApplyCredit apply(Money amount) {
        return new ApplyCredit(CREDIT, PARTNER, USE, NEXT, amount);
    }

    private static RecordCreditTakenBack takenBack(long sum) {
        return new RecordCreditTakenBack(CREDIT, PARTNER, CUSTOMER, CHARGE, usd(sum));
    }

    private static CreditGranted granted(long cents) {
        return new CreditGranted(CREDIT, PARTNER, CUSTOMER, INVOICE, CHARGE, usd(cents), NOW);
    }

    private static CreditSpent spent(long cents, long remaining) {
        return new CreditSpent(CREDIT, PARTNER, CUSTOMER, USE, NEXT, usd(cents), usd(remaining), NOW);
    }

    private static CreditRefundRequested refunding(long cents, long remaining) {
        return new CreditRefundRequested(
                CREDIT, PARTNER, CUSTOMER, INVOICE, CHARGE, REFUND, usd(cents), usd(remaining), NOW);
    }

    private static CreditTakenBack lost(long cents, long shortfall, long remaining) {
        return new CreditTakenBack(CREDIT, PARTNER, CUSTOMER, CHARGE, usd(cents), usd(shortfall), usd(remaining), NOW);
    }
}
