package io.autocharge.invoice.domain;

import static io.autocharge.invoice.Samples.CHARGE;
import static io.autocharge.invoice.Samples.CUSTOMER;
import static io.autocharge.invoice.Samples.INVOICE;
import static io.autocharge.invoice.Samples.NOW;
import static io.autocharge.invoice.Samples.PARTNER;
import static io.autocharge.invoice.Samples.applied;
import static io.autocharge.invoice.Samples.created;
import static io.autocharge.invoice.Samples.reserved;
import static io.autocharge.invoice.Samples.unpaid;
import static io.autocharge.invoice.Samples.usd;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.Refused;
import io.autocharge.contracts.invoice.CreditId;
import io.autocharge.contracts.invoice.CreditUseId;
import io.autocharge.contracts.invoice.InvoiceCommand.RecordCredit;
import io.autocharge.contracts.invoice.InvoiceCommand.WriteOffBalance;
import io.autocharge.contracts.invoice.InvoiceEvent.BalanceWrittenOff;
import io.autocharge.contracts.invoice.InvoiceEvent.CreditApplied;
import io.autocharge.contracts.invoice.InvoiceEvent.CreditTurnedAway;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoiceArchived;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoicePaid;
import io.autocharge.contracts.invoice.InvoiceRefusal;
import io.autocharge.contracts.invoice.Sums;
import io.autocharge.runtime.Given;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CreditedAndWrittenOffTest {

    private static final CreditId CREDIT = CreditId.derived("credit");
    private static final CreditUseId USE = CreditUseId.derived("use");

    private final FixtureConfiguration<Invoice> invoice = Given.aggregate(Invoice.class, NOW);

    @Test
    void a_credit_lowers_what_is_outstanding() {
        invoice.given(created()).when(credit(4_000)).expectEvents(credited(4_000, unpaid().afterCredit(usd(4_000))));
    }

    @Test
    void an_invoice_with_nothing_outstanding_after_a_credit_is_paid() {
        invoice.given(created())
                .when(credit(10_000))
                .expectEvents(credited(10_000, unpaid().afterCredit(usd(10_000))), paidInFull());
    }

    @Test
    void what_the_invoice_cannot_take_goes_back_to_the_credit() {
        invoice.given(created(), reserved(CHARGE, 7_000))
                .when(credit(4_000))
                .expectEvents(credited(3_000, unpaid().afterCredit(usd(3_000))), turnedAway(1_000));
    }

    @Test
    void an_archived_invoice_takes_no_credit() {
        invoice.given(created(), new InvoiceArchived(INVOICE, PARTNER, CUSTOMER, NOW))
                .when(credit(4_000))
                .expectEvents(turnedAway(4_000));
    }

    @Test
    void a_use_of_a_credit_told_twice_is_one_use() {
        invoice.given(created(), credited(4_000, unpaid().afterCredit(usd(4_000))))
                .when(credit(4_000))
                .expectNoEvents();
        invoice.given(created(), turnedAway(4_000)).when(credit(4_000)).expectNoEvents();
    }

    @Test
    void a_partner_gives_up_a_part_of_what_is_open() {
        invoice.given(created())
                .when(writeOff(usd(2_500)))
                .expectEvents(writtenOff(2_500, unpaid().afterWriteOff(usd(2_500))));
    }

    @Test
    void an_invoice_whose_rest_is_written_off_is_paid() {
        var partly = unpaid().afterPayment(usd(4_000));
        invoice.given(created(), applied(CHARGE, 4_000, partly))
                .when(writeOff(null))
                .expectEvents(writtenOff(6_000, partly.afterWriteOff(usd(6_000))), paidInFull());
    }

    @Test
    void a_write_off_asked_for_twice_is_done_once() {
        invoice.given(created(), writtenOff(2_500, unpaid().afterWriteOff(usd(2_500))))
                .when(writeOff(usd(2_500)))
                .expectNoEvents();
    }

    @Test
    void a_write_off_asked_for_twice_with_another_amount_is_refused() {
        refused(
                invoice.given(created(), writtenOff(2_500, unpaid().afterWriteOff(usd(2_500))))
                        .when(writeOff(usd(2_501))),
                InvoiceRefusal.INVOICE_ID_ALREADY_USED);
    }

    @Test
    void no_more_is_written_off_than_is_open_and_free() {
        refused(invoice.given(created()).when(writeOff(usd(10_001))), InvoiceRefusal.ABOVE_OUTSTANDING);
        refused(
                invoice.given(created(), reserved(CHARGE, 4_000)).when(writeOff(usd(6_001))),
                InvoiceRefusal.PAYMENT_IN_FLIGHT);
        refused(invoice.given(created()).when(writeOff(usd(0))), InvoiceRefusal.NOTHING_TO_WRITE_OFF);
        refused(invoice.given(created()).when(writeOff(Money.of(1, "EUR"))), InvoiceRefusal.WRONG_CURRENCY);
        refused(
                invoice.given(created(), applied(CHARGE, 10_000, unpaid().afterPayment(usd(10_000))))
                        .when(writeOff(null)),
                InvoiceRefusal.ALREADY_PAID);
    }

    private static void refused(ResultValidator<Invoice> result, InvoiceRefusal refusal) {
        result.expectNoEvents()
                .expectException(Refused.class)
                .expectExceptionMessage(refusal.name() + ": " + refusal.sentence());
    }

    private static RecordCredit credit(long cents) {
        return new RecordCredit(INVOICE, PARTNER, CREDIT, USE, usd(cents));
    }

    private static WriteOffBalance writeOff(Money amount) {
        return new WriteOffBalance(INVOICE, PARTNER, amount, "bankrupt", "w1");
    }

    private static CreditApplied credited(long cents, Sums after) {
        return new CreditApplied(INVOICE, PARTNER, CUSTOMER, CREDIT, USE, usd(cents), after, NOW);
    }

    private static CreditTurnedAway turnedAway(long cents) {
        return new CreditTurnedAway(INVOICE, PARTNER, CREDIT, USE, usd(cents));
    }

    private static BalanceWrittenOff writtenOff(long cents, Sums after) {
        return new BalanceWrittenOff(INVOICE, PARTNER, CUSTOMER, usd(cents), after, "bankrupt", NOW, "w1");
    }

    private static InvoicePaid paidInFull() {
        return new InvoicePaid(INVOICE, PARTNER, CUSTOMER, usd(10_000), NOW);
    }
}
