package io.autocharge.payment.ledger;

import static io.autocharge.payment.ledger.Account.CREDIT;
import static io.autocharge.payment.ledger.Account.DISPUTES;
import static io.autocharge.payment.ledger.Account.FEES;
import static io.autocharge.payment.ledger.Account.IN_TRANSIT;
import static io.autocharge.payment.ledger.Account.PARTNER_PAYABLE;
import static io.autocharge.payment.ledger.Account.PROCESSOR_CLEARING;
import static io.autocharge.payment.ledger.Account.RECEIVABLE;
import static io.autocharge.payment.ledger.Account.REFUNDS;
import static io.autocharge.payment.ledger.Account.SUSPENSE;
import static io.autocharge.payment.ledger.Account.UNCOLLECTED;
import static io.autocharge.payment.ledger.Account.WRITE_OFF;
import static io.autocharge.payment.ledger.Shop.CHARGE;
import static io.autocharge.payment.ledger.Shop.DISPUTE;
import static io.autocharge.payment.ledger.Shop.INVOICE;
import static io.autocharge.payment.ledger.Shop.PARTNER;
import static io.autocharge.payment.ledger.Shop.REFUND;
import static io.autocharge.payment.ledger.Shop.USE;
import static io.autocharge.payment.ledger.Shop.books;
import static io.autocharge.payment.ledger.Shop.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autocharge.contracts.Event;
import io.autocharge.contracts.Money;
import io.autocharge.contracts.invoice.CreditId;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.invoice.Sums;
import io.autocharge.contracts.payment.LatePaymentResolution;
import io.autocharge.contracts.payment.RefundPurpose;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class BookkeepingTest {

    private static final InvoiceId OTHER = InvoiceId.derived("other");
    private static final CreditId KEPT = Shop.CREDIT;
    private static final Sums OPEN = Sums.of(usd(100));
    private static final Sums PAID = OPEN.afterPayment(usd(100));

    @Test
    void a_bill_is_a_receivable_and_no_money() {
        shows(books(Shop.created(INVOICE, usd(100))), Map.of(RECEIVABLE, 100L, UNCOLLECTED, -100L));
    }

    @Test
    void a_capture_is_in_transit_until_its_invoice_has_it() {
        var bill = Shop.created(INVOICE, usd(100));
        var capture = Shop.captured(INVOICE, CHARGE, usd(40), usd(2));
        shows(
                books(bill, capture),
                Map.of(RECEIVABLE, 100L, UNCOLLECTED, -100L, PROCESSOR_CLEARING, 38L, FEES, 2L, IN_TRANSIT, -40L));
        shows(
                books(bill, capture, Shop.applied(INVOICE, CHARGE, usd(40), OPEN.afterPayment(usd(40)))),
                Map.of(RECEIVABLE, 60L, UNCOLLECTED, -60L, PROCESSOR_CLEARING, 38L, FEES, 2L, PARTNER_PAYABLE, -40L));
    }

    @Test
    void a_refund_reopens_the_bill_and_comes_out_of_what_the_partner_gets() {
        var requested = Shop.refundSucceeded(INVOICE, CHARGE, REFUND, usd(30), usd(30), RefundPurpose.PAYMENT);
        shows(paidAnd(requested), Map.of(PROCESSOR_CLEARING, 70L, IN_TRANSIT, 30L, PARTNER_PAYABLE, -100L));
        shows(
                paidAnd(requested, Shop.refunded(INVOICE, CHARGE, REFUND, usd(30), PAID.afterRefund(usd(30)))),
                Map.of(
                        PROCESSOR_CLEARING, 70L,
                        PARTNER_PAYABLE, -100L,
                        REFUNDS, 30L,
                        RECEIVABLE, 30L,
                        UNCOLLECTED, -30L));
    }

    @Test
    void a_return_after_settlement_reopens_the_bill() {
        shows(
                paidAnd(
                        Shop.returned(INVOICE, CHARGE, usd(100)),
                        Shop.takenBack(INVOICE, CHARGE, usd(100), PAID.afterReturn(usd(100)))),
                Map.of(PARTNER_PAYABLE, -100L, DISPUTES, 100L, RECEIVABLE, 100L, UNCOLLECTED, -100L));
    }

    @Test
    void a_dispute_withholds_the_money_and_a_lost_one_moves_no_more() {
        Map<Account, Long> withheld =
                Map.of(PARTNER_PAYABLE, -100L, DISPUTES, 100L, RECEIVABLE, 100L, UNCOLLECTED, -100L);
        shows(paidAnd(disputed()), withheld);
        shows(paidAnd(disputed()[0], disputed()[1], Shop.disputeLost(INVOICE, CHARGE, DISPUTE, usd(100))), withheld);
    }

    @Test
    void a_won_dispute_brings_the_money_back_and_what_the_bill_cannot_take_is_a_credit() {
        var restored = PAID.afterDispute(usd(100)).afterPayment(usd(30));
        shows(
                paidAnd(
                        disputed()[0],
                        disputed()[1],
                        Shop.captured(INVOICE, CHARGE, usd(30), null),
                        Shop.applied(INVOICE, CHARGE, usd(30), restored),
                        Shop.disputeWon(INVOICE, CHARGE, DISPUTE, usd(100)),
                        Shop.restored(INVOICE, CHARGE, DISPUTE, usd(70), restored.afterDisputeWon(usd(70))),
                        Shop.granted(KEPT, INVOICE, CHARGE, usd(30))),
                Map.of(PROCESSOR_CLEARING, 130L, PARTNER_PAYABLE, -130L, DISPUTES, 30L, CREDIT, -30L));
    }

    @Test
    void an_overpayment_becomes_a_visible_credit_never_lost_and_never_silently_kept() {
        shows(overpaid(), Map.of(PROCESSOR_CLEARING, 130L, PARTNER_PAYABLE, -100L, CREDIT, -30L));
    }

    @Test
    void a_credit_pays_another_bill_and_what_that_cannot_take_comes_back() {
        var other = Sums.of(usd(20));
        shows(
                overpaid(
                        Shop.created(OTHER, usd(20)),
                        Shop.spent(KEPT, USE, OTHER, usd(30), usd(0)),
                        Shop.creditApplied(OTHER, KEPT, USE, usd(20), other.afterCredit(usd(20))),
                        Shop.creditRestored(KEPT, usd(10), usd(10))),
                Map.of(PROCESSOR_CLEARING, 130L, PARTNER_PAYABLE, -120L, CREDIT, -10L));
    }

    @Test
    void a_credit_is_refunded_from_where_it_came() {
        var requested = Shop.creditRefund(KEPT, INVOICE, CHARGE, REFUND, usd(30), usd(0));
        shows(overpaid(requested), Map.of(PROCESSOR_CLEARING, 130L, PARTNER_PAYABLE, -100L, IN_TRANSIT, -30L));
        shows(
                overpaid(
                        requested,
                        Shop.refundSucceeded(INVOICE, CHARGE, REFUND, usd(30), usd(30), RefundPurpose.CREDIT)),
                Map.of(PROCESSOR_CLEARING, 100L, PARTNER_PAYABLE, -100L));
        shows(
                overpaid(requested, Shop.creditRestored(KEPT, usd(30), usd(30))),
                Map.of(PROCESSOR_CLEARING, 130L, PARTNER_PAYABLE, -100L, CREDIT, -30L));
    }

    @Test
    void a_credit_that_was_spent_before_its_payment_was_taken_back_is_missing_at_the_partner() {
        shows(
                overpaid(
                        Shop.created(OTHER, usd(20)),
                        Shop.spent(KEPT, USE, OTHER, usd(20), usd(10)),
                        Shop.creditApplied(
                                OTHER, KEPT, USE, usd(20), Sums.of(usd(20)).afterCredit(usd(20))),
                        Shop.returned(INVOICE, CHARGE, usd(130)),
                        Shop.takenBack(INVOICE, CHARGE, usd(100), PAID.afterReturn(usd(100))),
                        Shop.creditTakenBack(KEPT, CHARGE, usd(30), usd(20), usd(0))),
                Map.of(PARTNER_PAYABLE, -120L, DISPUTES, 120L, RECEIVABLE, 100L, UNCOLLECTED, -100L));
    }

    @Test
    void what_is_given_up_is_a_write_off() {
        shows(
                books(Shop.created(INVOICE, usd(100)), Shop.writtenOff(INVOICE, usd(25), OPEN.afterWriteOff(usd(25)))),
                Map.of(RECEIVABLE, 75L, WRITE_OFF, 25L, UNCOLLECTED, -100L));
    }

    @Test
    void a_late_success_after_a_decline_goes_to_suspense_until_somebody_decides() {
        var found = Shop.late(INVOICE, CHARGE, usd(100));
        shows(books(found), Map.of(PROCESSOR_CLEARING, 100L, SUSPENSE, -100L));
        shows(
                books(
                        found,
                        Shop.resolved(INVOICE, CHARGE, usd(100), LatePaymentResolution.APPLY),
                        Shop.captured(INVOICE, CHARGE, usd(100), null)),
                Map.of(PROCESSOR_CLEARING, 100L, IN_TRANSIT, -100L));
        var refunding = Shop.resolved(INVOICE, CHARGE, usd(100), LatePaymentResolution.REFUND);
        shows(books(found, refunding), Map.of(PROCESSOR_CLEARING, 100L, SUSPENSE, -100L));
        shows(
                books(
                        found,
                        refunding,
                        Shop.refundSucceeded(INVOICE, CHARGE, REFUND, usd(100), usd(100), RefundPurpose.LATE_PAYMENT)),
                Map.of());
    }

    @Test
    void what_moves_no_money_makes_no_entry() {
        assertThat(List.<Event>of(
                        Shop.submitted(INVOICE, CHARGE, usd(1), usd(0)),
                        Shop.declined(INVOICE, CHARGE, usd(1)),
                        Shop.unknown(INVOICE, CHARGE, usd(1)),
                        Shop.reserved(INVOICE, CHARGE, usd(1), usd(0)),
                        Shop.released(INVOICE, CHARGE, usd(1), usd(1)),
                        Shop.disputeLost(INVOICE, CHARGE, DISPUTE, usd(1))))
                .allSatisfy(event -> assertThat(Bookkeeping.entry(event)).isEmpty());
    }

    @Test
    void an_entry_that_does_not_balance_cannot_be_made() {
        var usd = Currency.getInstance("USD");
        assertThatThrownBy(
                        () -> new Entry(PARTNER, usd, "x", List.of(new Posting(CREDIT, -3), new Posting(SUSPENSE, 2))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Entry(PARTNER, usd, "x", List.of(new Posting(CREDIT, 0))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Draft(Shop.created(INVOICE, usd(1)), usd(1)).debit(FEES, Money.of(1, "EUR")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Balances paidAnd(Event... more) {
        return after(
                List.of(
                        Shop.created(INVOICE, usd(100)),
                        Shop.captured(INVOICE, CHARGE, usd(100), null),
                        Shop.applied(INVOICE, CHARGE, usd(100), PAID)),
                more);
    }

    private static Balances overpaid(Event... more) {
        return after(
                List.of(
                        Shop.created(INVOICE, usd(100)),
                        Shop.captured(INVOICE, CHARGE, usd(130), null),
                        Shop.applied(INVOICE, CHARGE, usd(100), PAID),
                        Shop.granted(KEPT, INVOICE, CHARGE, usd(30))),
                more);
    }

    private static Event[] disputed() {
        return new Event[] {
            Shop.disputeOpened(INVOICE, CHARGE, DISPUTE, usd(100)),
            Shop.disputed(INVOICE, CHARGE, DISPUTE, usd(100), PAID.afterDispute(usd(100)))
        };
    }

    private static Balances after(List<Event> first, Event... more) {
        var all = new java.util.ArrayList<>(first);
        all.addAll(List.of(more));
        return books(all.toArray(Event[]::new));
    }

    /** The accounts named stand as said, all others at nothing. */
    private static void shows(Balances books, Map<Account, Long> expected) {
        var all = new EnumMap<Account, Long>(Account.class);
        for (var account : Account.values()) {
            if (books.of(account) != 0) {
                all.put(account, books.of(account));
            }
        }
        assertThat(all).isEqualTo(expected);
        assertThat(books.sum()).isZero();
    }
}
