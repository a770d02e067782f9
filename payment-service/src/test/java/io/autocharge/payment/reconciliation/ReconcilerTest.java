package io.autocharge.payment.reconciliation;

import static io.autocharge.payment.ledger.Shop.CHARGE;
import static io.autocharge.payment.ledger.Shop.INVOICE;
import static io.autocharge.payment.ledger.Shop.NOW;
import static io.autocharge.payment.ledger.Shop.PARTNER;
import static io.autocharge.payment.ledger.Shop.usd;
import static org.assertj.core.api.Assertions.assertThat;

import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.invoice.Sums;
import io.autocharge.contracts.payment.CaseEvent.CaseOpened;
import io.autocharge.contracts.payment.CaseId;
import io.autocharge.contracts.payment.CaseKind;
import io.autocharge.payment.domain.ProcessorRecord.State;
import io.autocharge.payment.ledger.Account;
import io.autocharge.payment.ledger.Business;
import io.autocharge.payment.ledger.Posting;
import io.autocharge.payment.ledger.Shop;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ReconcilerTest {

    private static final Duration LAG = Duration.ofMinutes(15);

    private final Recorded recorded = new Recorded();
    private final Reconciler reconciler =
            new Reconciler(recorded, recorded, recorded.processors(), charge -> true, LAG);
    private Instant now = NOW;

    @Test
    void whatever_may_happen_is_green() {
        var seed = Long.getLong("seed");
        for (long history = seed == null ? 1 : seed; history <= (seed == null ? 150 : seed); history++) {
            var store = new Recorded();
            var business = new Business(history, store::happened);
            var watch = new Reconciler(store, store, store.processors(), charge -> true, LAG);
            for (int step = 0; step < 100; step++) {
                business.step();
                if (step % 10 == 0) {
                    assertThat(money(watch.pass(NOW).confirmed()))
                            .as("-Dseed=%d", history)
                            .isEmpty();
                }
            }
            watch.pass(NOW);
            assertThat(money(watch.pass(NOW).confirmed()))
                    .as("-Dseed=%d", history)
                    .isEmpty();
        }
    }

    @Test
    void a_payment_that_was_made_behind_our_back_is_found_and_told_when_it_stands() {
        paid();
        recorded.charged("ch_" + CHARGE, CHARGE.value(), 40, State.CAPTURED);
        assertThat(passes(4)).isEmpty();
        recorded.charged("ch_again", CHARGE.value(), 40, State.CAPTURED);
        assertThat(passes(3)).as("news may be on its way").isEmpty();
        now = now.plus(LAG);
        assertThat(passes(1)).extracting(Finding::invariant).containsOnly(Invariant.I6);
    }

    @Test
    void a_payment_for_a_charge_that_was_never_submitted_is_found() {
        recorded.with(Shop.unknown(INVOICE, CHARGE, usd(40)));
        recorded.charged("ch_1", CHARGE.value(), 40, State.CAPTURED);
        passes(3);
        now = now.plus(LAG);
        assertThat(passes(1)).extracting(Finding::invariant).containsExactly(Invariant.I7);
    }

    @Test
    void a_payment_of_nobody_here_is_told_and_stops_nobody() {
        recorded.charged("ch_1", "another system", 40, State.CAPTURED);
        var result = reconciler.pass(now);
        assertThat(result.strangers()).hasSize(1);
        assertThat(result.confirmed()).isEmpty();
    }

    @Test
    void a_capture_that_its_invoice_has_not_heard_of_yet_breaks_nothing() {
        recorded.with(Shop.created(INVOICE, usd(100)));
        capture();
        assertThat(passes(5)).isEmpty();
    }

    @Test
    void a_journal_that_is_behind_breaks_nothing_and_one_that_left_something_out_does() {
        recorded.journalUpTo = 0;
        paid();
        recorded.charged("ch_" + CHARGE, CHARGE.value(), 40, State.CAPTURED);
        assertThat(passes(5)).isEmpty();
        recorded.journalUpTo = Long.MAX_VALUE;
        recorded.postings.remove(4L);
        assertThat(passes(2)).extracting(Finding::invariant).containsExactly(Invariant.I4);
    }

    @Test
    void books_that_were_changed_by_hand_are_found_when_the_partner_is_next_active() {
        paid();
        recorded.charged("ch_" + CHARGE, CHARGE.value(), 40, State.CAPTURED);
        assertThat(passes(2)).isEmpty();
        recorded.accounts
                .get("USD")
                .post(List.of(new Posting(Account.RECEIVABLE, 5), new Posting(Account.PARTNER_PAYABLE, -5)));
        recorded.with(Shop.created(InvoiceId.derived("next"), usd(1)));
        assertThat(passes(2)).extracting(Finding::invariant).containsExactly(Invariant.I5);
    }

    @Test
    void a_processor_that_is_away_breaks_nothing_and_is_told() {
        paid();
        recorded.away = true;
        var result = reconciler.pass(now);
        assertThat(result.processorAway()).isEqualTo("nobody answers");
        assertThat(result.confirmed()).isEmpty();
    }

    @Test
    void a_late_payment_without_a_case_is_found_and_with_one_it_is_in_order() {
        recorded.with(
                Shop.submitted(INVOICE, CHARGE, usd(40), usd(60)),
                Shop.declined(INVOICE, CHARGE, usd(40)),
                Shop.late(INVOICE, CHARGE, usd(40)));
        recorded.charged("ch_late", CHARGE.value(), 40, State.CAPTURED);
        assertThat(passes(2)).extracting(Finding::invariant).containsExactly(Invariant.I18);
        recorded.with(new CaseOpened(
                CaseId.derived("late"), PARTNER, CaseKind.LATE_PAYMENT, CHARGE.value(), usd(40), "late", NOW));
        assertThat(passes(2)).isEmpty();
    }

    @Test
    void a_pass_costs_as_much_as_has_happened_however_long_the_history_is() {
        for (int count = 0; count < 300; count++) {
            recorded.with(Shop.created(InvoiceId.derived("bill", String.valueOf(count)), usd(100)));
        }
        passes(3);
        var before = recorded.reads;
        passes(1);
        assertThat(recorded.reads - before).isLessThan(10);
    }

    @Test
    void a_full_pass_looks_at_everything_again() {
        paid();
        recorded.charged("ch_" + CHARGE, CHARGE.value(), 40, State.CAPTURED);
        assertThat(passes(2)).isEmpty();
        recorded.facts.remove(3); // the capture
        assertThat(passes(2)).isEmpty();
        reconciler.startOver();
        assertThat(passes(2)).extracting(Finding::invariant).contains(Invariant.I9);
    }

    private void paid() {
        recorded.with(Shop.created(INVOICE, usd(100)), Shop.reserved(INVOICE, CHARGE, usd(40), usd(60)));
        capture();
        recorded.with(Shop.applied(INVOICE, CHARGE, usd(40), Sums.of(usd(100)).afterPayment(usd(40))));
    }

    private void capture() {
        recorded.with(
                Shop.submitted(INVOICE, CHARGE, usd(40), usd(60)), Shop.captured(INVOICE, CHARGE, usd(40), usd(2)));
        if (recorded.lines.isEmpty() && recorded.facts.size() < 4) {
            recorded.charged("ch_" + CHARGE, CHARGE.value(), 40, State.CAPTURED);
        }
    }

    private List<Finding> passes(int count) {
        var confirmed = List.<Finding>of();
        for (int pass = 0; pass < count; pass++) {
            confirmed = reconciler.pass(now).confirmed();
        }
        return confirmed;
    }

    /** The model has no processor and no cases. */
    private static List<Finding> money(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.invariant() != Invariant.I6 && finding.invariant() != Invariant.I18)
                .toList();
    }
}
