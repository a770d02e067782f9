package io.autocharge.invoice.domain;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.invoice.Receipt;
import io.autocharge.contracts.invoice.ReceiptBookCommand.IssueReceipt;
import io.autocharge.contracts.invoice.ReceiptBookEvent.ReceiptIssued;
import io.autocharge.contracts.invoice.ReceiptBookId;
import io.autocharge.contracts.invoice.ReceiptId;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.Method;
import io.autocharge.runtime.Given;
import java.time.Instant;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ReceiptBookTest {

    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final PartnerId PARTNER = PartnerId.derived("partner");
    private static final ReceiptBookId BOOK = ReceiptBookId.derived("partner");

    private final FixtureConfiguration<ReceiptBook> book = Given.aggregate(ReceiptBook.class, NOW);

    @Test
    void the_first_receipt_of_a_partner_has_number_1() {
        book.givenNoPriorActivity().when(issue("a")).expectEvents(issued("a", 1));
    }

    @Test
    void numbers_follow_each_other_without_a_gap() {
        book.given(issued("a", 1), issued("b", 2)).when(issue("c")).expectEvents(issued("c", 3));
    }

    @Test
    void a_receipt_that_is_asked_for_again_keeps_its_number() {
        book.given(issued("a", 1), issued("b", 2)).when(issue("a")).expectNoEvents();
    }

    private static IssueReceipt issue(String charge) {
        return new IssueReceipt(BOOK, PARTNER, receipt(charge));
    }

    private static ReceiptIssued issued(String charge, long number) {
        return new ReceiptIssued(BOOK, PARTNER, number, receipt(charge), NOW);
    }

    private static Receipt receipt(String charge) {
        return new Receipt(
                ReceiptId.derived(charge),
                InvoiceId.derived("invoice"),
                "INV-1",
                ChargeId.derived(charge),
                CustomerId.derived("customer"),
                "Acme Bakery",
                "Northwind IT",
                new Method(Method.Kind.CARD, "visa", null, "4242", 12, 2030, null),
                Money.of(4_000, "USD"),
                Money.of(10_000, "USD"),
                Money.of(6_000, "USD"),
                NOW,
                null,
                null);
    }
}
