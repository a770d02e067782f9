package io.autocharge.payment.reconciliation;

import static io.autocharge.payment.ledger.Shop.CHARGE;
import static io.autocharge.payment.ledger.Shop.DISPUTE;
import static io.autocharge.payment.ledger.Shop.INVOICE;
import static io.autocharge.payment.ledger.Shop.NOW;
import static io.autocharge.payment.ledger.Shop.PARTNER;
import static io.autocharge.payment.ledger.Shop.REFUND;
import static io.autocharge.payment.ledger.Shop.usd;
import static org.assertj.core.api.Assertions.assertThat;

import io.autocharge.contracts.Event;
import io.autocharge.contracts.invoice.Sums;
import io.autocharge.contracts.payment.ChargeEvent.ChargeOutcomeUnknown;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.RefundPurpose;
import io.autocharge.payment.domain.ProcessorRecord;
import io.autocharge.payment.domain.ProcessorRecord.State;
import io.autocharge.payment.ledger.Account;
import io.autocharge.payment.ledger.Balances;
import io.autocharge.payment.ledger.Bookkeeping;
import io.autocharge.payment.ledger.Posting;
import io.autocharge.payment.ledger.Shop;
import io.autocharge.payment.reconciliation.BothSidesAgree.Line;
import io.autocharge.runtime.Chronicle.Fact;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Each invariant is green on what may happen, and goes red when it is broken. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class InvariantsTest {

    private static final Sums OPEN = Sums.of(usd(100));
    private static final Sums PART = OPEN.afterPayment(usd(40));
    private static final ChargeId SECOND = ChargeId.derived("second");

    @Test
    void I1_is_red_if_the_sums_of_an_invoice_are_not_what_its_events_add_up_to() {
        green(InvoiceAddsUp.check(life(bill(), Shop.applied(INVOICE, CHARGE, usd(40), PART))));
        red(
                InvoiceAddsUp.check(life(bill(), Shop.applied(INVOICE, CHARGE, usd(41), PART))),
                Invariant.I1,
                "add up to [100, 41, 0, 0, 0, 0, 0, 59]");
        red(
                InvoiceAddsUp.check(life(bill(), Shop.writtenOff(INVOICE, usd(101), OPEN.afterWriteOff(usd(100))))),
                Invariant.I1,
                "-1 is outstanding");
    }

    @Test
    void I2_is_red_if_two_charges_hold_the_reservation_or_are_in_flight() {
        var first = Shop.reserved(INVOICE, CHARGE, usd(40), usd(60));
        var second = Shop.reserved(INVOICE, SECOND, usd(60), usd(0));
        var released = Shop.released(INVOICE, CHARGE, usd(40), usd(100));
        green(OneReservation.check(life(bill(), first, released, second), List.of()));
        red(OneReservation.check(life(bill(), first, second), List.of()), Invariant.I2, "held it");
        red(
                OneReservation.check(life(bill(), Shop.reserved(INVOICE, CHARGE, usd(101), usd(0))), List.of()),
                Invariant.I2,
                "reserved 101 > outstanding 100");

        var submitted = Shop.submitted(INVOICE, CHARGE, usd(40), usd(60));
        var other = Shop.submitted(INVOICE, SECOND, usd(60), usd(0));
        var declined = Shop.declined(INVOICE, CHARGE, usd(40));
        green(OneReservation.check(life(bill()), life(submitted, declined, other)));
        red(OneReservation.check(life(bill()), life(submitted, other)), Invariant.I2, "in flight");
        red(
                OneReservation.check(life(bill()), life(submitted, Shop.unknown(INVOICE, CHARGE, usd(40)), other)),
                Invariant.I2,
                "in flight");
    }

    @Test
    void I3_is_red_if_more_goes_back_than_came() {
        var paid = Shop.applied(INVOICE, CHARGE, usd(40), PART);
        green(NoMoreBackThanCame.checkInvoice(
                life(bill(), paid, Shop.refunded(INVOICE, CHARGE, REFUND, usd(40), PART.afterRefund(usd(40))))));
        red(
                NoMoreBackThanCame.checkInvoice(
                        life(bill(), paid, Shop.refunded(INVOICE, CHARGE, REFUND, usd(41), PART.afterRefund(usd(40))))),
                Invariant.I3,
                "given and taken back 41, captured 40");
        var captured = captured(40);
        green(NoMoreBackThanCame.checkCharge(
                life(captured, refund(30), Shop.disputeOpened(INVOICE, CHARGE, DISPUTE, usd(10)))));
        red(
                NoMoreBackThanCame.checkCharge(
                        life(captured, refund(30), Shop.disputeOpened(INVOICE, CHARGE, DISPUTE, usd(11)))),
                Invariant.I3,
                "given and taken back 41, captured 40");
    }

    @Test
    void I4_is_red_if_an_entry_or_the_accounts_do_not_balance() {
        var entry = Bookkeeping.entry(captured(40)).orElseThrow();
        green(EntriesBalance.checkEntry(entry, entry.postings()));
        red(
                EntriesBalance.checkEntry(entry, List.of(new Posting(Account.IN_TRANSIT, -40))),
                Invariant.I4,
                "comes to -40");
        red(
                EntriesBalance.checkEntry(
                        entry, List.of(new Posting(Account.FEES, 40), new Posting(Account.IN_TRANSIT, -40))),
                Invariant.I4,
                "where the event makes");
        green(EntriesBalance.checkAccounts(PARTNER, "USD", books()));
        red(
                EntriesBalance.checkAccounts(PARTNER, "USD", books().post(List.of(new Posting(Account.CREDIT, -1)))),
                Invariant.I4,
                "come to -1");
    }

    @Test
    void I5_is_red_if_the_books_owe_something_else_than_what_came_in() {
        green(CashAgrees.check(PARTNER, "USD", 38, books()));
        red(CashAgrees.check(PARTNER, "USD", 37, books()), Invariant.I5, "come to 37 USD, the books owe 38");
        var fictitious = List.of(new Posting(Account.RECEIVABLE, 5), new Posting(Account.CREDIT, -5));
        red(CashAgrees.check(PARTNER, "USD", 38, books().post(fictitious)), Invariant.I5, "owe 43");
        assertThat(CashAgrees.flow(captured(40)).orElseThrow().minor()).isEqualTo(38);
    }

    @Test
    void I6_is_red_if_the_processor_has_it_otherwise() {
        var life = life(Shop.submitted(INVOICE, CHARGE, usd(40), usd(60)), captured(40));
        var there = line(40, State.CAPTURED);
        green(BothSidesAgree.check(life, List.of(there)));
        red(BothSidesAgree.check(life, List.of()), Invariant.I6, "nothing at the processor, CAPTURED here");
        red(BothSidesAgree.check(life, List.of(line(41, State.CAPTURED))), Invariant.I6, "0.41 USD at the processor");
        red(BothSidesAgree.check(life, List.of(line(40, State.RETURNED))), Invariant.I6, "RETURNED at the processor");
        red(BothSidesAgree.check(life, List.of(there, named("ch_2"))), Invariant.I6, "has 2 payments");
        red(BothSidesAgree.check(life, List.of(named("ch_2"))), Invariant.I6, "has ch_2, ours is");
        var declined = life(Shop.submitted(INVOICE, CHARGE, usd(40), usd(60)), Shop.declined(INVOICE, CHARGE, usd(40)));
        green(BothSidesAgree.check(declined, List.of()));
        green(BothSidesAgree.check(declined, List.of(line(40, State.DECLINED))));
        red(BothSidesAgree.check(declined, List.of(there)), Invariant.I6, "CAPTURED at the processor, DECLINED here");
    }

    @Test
    void what_is_on_its_way_agrees_with_the_processor_whatever_it_says() {
        var life = life(Shop.submitted(INVOICE, CHARGE, usd(40), usd(60)));
        green(BothSidesAgree.check(life, List.of()));
        green(BothSidesAgree.check(life, List.of(line(40, State.CAPTURED))));
        green(BothSidesAgree.check(life, List.of(line(40, State.PENDING))));
    }

    @Test
    void I7_is_red_if_the_processor_was_asked_for_what_was_never_submitted() {
        var submitted = life(Shop.submitted(INVOICE, CHARGE, usd(40), usd(60)));
        green(WrittenAhead.check(PARTNER, record(40), submitted));
        red(WrittenAhead.check(PARTNER, record(40), List.of()), Invariant.I7, "never submitted");
        red(WrittenAhead.check(PARTNER, record(41), submitted), Invariant.I7, "submitted was 0.40 USD");
    }

    @Test
    void I8_is_red_if_a_charge_is_captured_twice_or_an_invoice_keeps_more_than_its_total() {
        green(CapturedOnce.checkCharge(life(captured(40))));
        red(CapturedOnce.checkCharge(life(captured(40), captured(40))), Invariant.I8, "captured 2 times");
        var all = OPEN.afterPayment(usd(100));
        green(CapturedOnce.checkInvoice(life(bill(), Shop.applied(INVOICE, CHARGE, usd(100), all))));
        red(
                CapturedOnce.checkInvoice(life(
                        bill(),
                        Shop.applied(INVOICE, CHARGE, usd(100), all),
                        Shop.applied(INVOICE, SECOND, usd(1), all))),
                Invariant.I8,
                "kept payments 101 > total 100");
    }

    @Test
    void I9_is_red_if_a_position_or_a_sequence_is_missing_or_an_event_cannot_be_read() {
        var life = life(bill(), Shop.writtenOff(INVOICE, usd(1), OPEN.afterWriteOff(usd(1))));
        green(NothingMissing.checkPositions(0, life));
        red(NothingMissing.checkPositions(0, life.subList(1, 2)), Invariant.I9, "position 2 follows 0");
        green(NothingMissing.checkLife(life));
        red(NothingMissing.checkLife(life.subList(1, 2)), Invariant.I9, "event 1 stands where 0 is expected");
        var damaged = new Fact(1, INVOICE.value(), 0, PARTNER.value(), NOW, null, "no JSON");
        red(NothingMissing.checkLife(List.of(damaged)), Invariant.I9, "event 0 cannot be read");
    }

    @Test
    void I12_is_red_if_a_refund_is_done_twice_or_was_never_asked_for() {
        var asked = Shop.refundRequested(INVOICE, CHARGE, REFUND, usd(30), RefundPurpose.PAYMENT);
        green(EffectsOnce.check(life(captured(40), asked, refund(30))));
        red(EffectsOnce.check(life(captured(40), asked, refund(30), refund(30))), Invariant.I12, "has ended twice");
        red(EffectsOnce.check(life(captured(40), refund(30))), Invariant.I12, "never asked for");
    }

    @Test
    void I14_is_red_if_nobody_asks_after_an_unknown_outcome_or_it_has_no_case_in_time() {
        ChargeOutcomeUnknown unknown = Shop.unknown(INVOICE, CHARGE, usd(40));
        green(UnknownIsPursued.check(unknown, NOW.plus(Duration.ofMinutes(10)), false, false));
        red(
                UnknownIsPursued.check(unknown, NOW.plus(Duration.ofMinutes(11)), false, false),
                Invariant.I14,
                "nobody asks");
        green(UnknownIsPursued.check(unknown, NOW.plus(Duration.ofHours(72)), true, false));
        red(
                UnknownIsPursued.check(unknown, NOW.plus(Duration.ofHours(73)), true, false),
                Invariant.I14,
                "without a case");
        green(UnknownIsPursued.check(unknown, NOW.plus(Duration.ofHours(73)), true, true));
    }

    @Test
    void I18_is_red_if_money_is_in_suspense_and_no_case_is_open() {
        var late = Shop.late(INVOICE, CHARGE, usd(40));
        green(SuspenseHasCases.check(late, true));
        red(SuspenseHasCases.check(late, false), Invariant.I18, "no case is open");
    }

    private static void green(List<Finding> findings) {
        assertThat(findings).isEmpty();
    }

    private static void red(List<Finding> findings, Invariant invariant, String words) {
        assertThat(findings).isNotEmpty().allSatisfy(finding -> assertThat(finding.invariant())
                .isEqualTo(invariant));
        assertThat(findings).anySatisfy(finding -> assertThat(finding.words()).contains(words));
        assertThat(findings).extracting(Finding::partnerId).containsOnly(PARTNER);
    }

    private static List<Fact> life(Event... events) {
        return new Recorded().with(events).facts;
    }

    private static Event bill() {
        return Shop.created(INVOICE, usd(100));
    }

    private static Event captured(long cents) {
        return Shop.captured(INVOICE, CHARGE, usd(cents), usd(2));
    }

    private static Event refund(long cents) {
        return Shop.refundSucceeded(INVOICE, CHARGE, REFUND, usd(cents), usd(cents), RefundPurpose.PAYMENT);
    }

    private static Balances books() {
        return Shop.books(bill(), captured(40));
    }

    private static Line line(long cents, State state) {
        return new Line("ch_" + CHARGE, usd(cents), state);
    }

    private static Line named(String name) {
        return new Line(name, usd(40), State.CAPTURED);
    }

    private static ProcessorRecord record(long cents) {
        return new ProcessorRecord(CHARGE.value(), "ch_1", usd(cents), State.CAPTURED, null, null, null, NOW);
    }
}
