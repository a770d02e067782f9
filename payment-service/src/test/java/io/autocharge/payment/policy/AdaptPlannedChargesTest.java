package io.autocharge.payment.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autocharge.contracts.Command;
import io.autocharge.contracts.Money;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.Refused;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.invoice.InvoiceEvent.BalanceReleased;
import io.autocharge.contracts.invoice.InvoiceEvent.BalanceWrittenOff;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoiceArchived;
import io.autocharge.contracts.invoice.InvoiceEvent.PaymentApplied;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.invoice.Sums;
import io.autocharge.contracts.payment.Cancellation;
import io.autocharge.contracts.payment.ChargeCommand.CancelCharge;
import io.autocharge.contracts.payment.ChargeCommand.ShrinkCharge;
import io.autocharge.contracts.payment.ChargeCommand.StartCharge;
import io.autocharge.contracts.payment.ChargeEvent.ChargeScheduled;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.ChargeRefusal;
import io.autocharge.contracts.payment.Method;
import io.autocharge.contracts.payment.Origin;
import io.autocharge.payment.domain.InvoiceTerms;
import io.autocharge.payment.domain.PlannedCharges.Planned;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.NotYet;
import io.autocharge.runtime.Position;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AdaptPlannedChargesTest {

    private static final Instant NOW = Instant.parse("2026-03-02T15:00:00Z");
    private static final PartnerId PARTNER = PartnerId.derived("partner");
    private static final CustomerId CUSTOMER = CustomerId.derived("customer");
    private static final InvoiceId INVOICE = InvoiceId.derived("invoice");
    private static final ChargeId PAYING = ChargeId.derived("paying");
    private static final ChargeId SOON = ChargeId.derived("soon");
    private static final ChargeId LATER = ChargeId.derived("later");
    private static final Method VISA = new Method(Method.Kind.CARD, "visa", null, "4242", 12, 2030, null);

    private final List<Planned> planned = new ArrayList<>();
    private final List<Command> sent = new ArrayList<>();
    private final AdaptPlannedCharges policy = policy(sent::add);
    private long recorded = 7;
    private Money outstanding = usd(100);
    private boolean archived;

    @Test
    void a_payment_by_link_shrinks_what_a_schedule_had_pending_in_the_order_of_dates() {
        planned.add(new Planned(SOON, usd(60), false));
        planned.add(new Planned(LATER, usd(40), false));
        policy.when(paid(50, 50));
        assertThat(sent)
                .containsExactly(
                        new ShrinkCharge(SOON, PARTNER, usd(50), PAYING),
                        new ShrinkCharge(LATER, PARTNER, usd(0), PAYING));
    }

    @Test
    void a_charge_for_all_that_is_outstanding_leaves_the_others_as_they_are() {
        planned.add(new Planned(SOON, null, false));
        planned.add(new Planned(LATER, usd(40), false));
        policy.when(paid(50, 50));
        assertThat(sent)
                .containsExactly(
                        new ShrinkCharge(SOON, PARTNER, usd(50), PAYING),
                        new ShrinkCharge(LATER, PARTNER, usd(50), PAYING));
    }

    @Test
    void what_is_written_off_is_not_charged_any_more() {
        planned.add(new Planned(SOON, null, false));
        policy.when(new BalanceWrittenOff(
                INVOICE, PARTNER, CUSTOMER, usd(100), Sums.of(usd(100)).afterWriteOff(usd(100)), "bad debt", NOW));
        assertThat(sent).containsExactly(new ShrinkCharge(SOON, PARTNER, usd(0), null));
    }

    @Test
    void a_charge_that_waits_is_woken_when_the_reservation_is_free_again_and_a_planned_one_is_not() {
        planned.add(new Planned(SOON, null, true));
        planned.add(new Planned(LATER, null, false));
        policy.when(new BalanceReleased(INVOICE, PARTNER, PAYING, usd(100), usd(100), "insufficient_funds"));
        assertThat(sent).containsExactly(new StartCharge(SOON, PARTNER));
    }

    @Test
    void an_archived_invoice_takes_its_planned_charges_with_it_but_for_those_that_have_begun() {
        planned.add(new Planned(SOON, null, false));
        planned.add(new Planned(LATER, null, false));
        var archiving = policy(command -> {
            sent.add(command);
            if (command.subject().equals(SOON)) {
                throw new Refused(ChargeRefusal.ALREADY_SUBMITTED);
            }
        });
        archiving.when(new InvoiceArchived(INVOICE, PARTNER, CUSTOMER, NOW));
        assertThat(sent)
                .containsExactly(
                        new CancelCharge(SOON, PARTNER, Cancellation.INVOICE_ARCHIVED, null),
                        new CancelCharge(LATER, PARTNER, Cancellation.INVOICE_ARCHIVED, null));
    }

    @Test
    void what_is_planned_in_the_moment_of_another_payment_is_shrunk_or_canceled_too() {
        outstanding = usd(0);
        policy.when(scheduled(null, NOW.plusSeconds(60)), new Position(7));
        outstanding = usd(40);
        policy.when(scheduled(usd(60), NOW.plusSeconds(60)), new Position(7));
        assertThat(sent)
                .containsExactly(
                        new ShrinkCharge(SOON, PARTNER, usd(0), null), new ShrinkCharge(SOON, PARTNER, usd(40), null));
    }

    @Test
    void what_is_planned_in_the_moment_of_archiving_is_canceled_too() {
        archived = true;
        policy.when(scheduled(null, NOW.plusSeconds(60)), new Position(7));
        assertThat(sent).containsExactly(new CancelCharge(SOON, PARTNER, Cancellation.INVOICE_ARCHIVED, null));
    }

    @Test
    void what_fits_or_starts_at_once_is_left_alone() {
        policy.when(scheduled(usd(100), NOW.plusSeconds(60)), new Position(7));
        policy.when(scheduled(null, NOW.plusSeconds(60)), new Position(7));
        outstanding = usd(0);
        policy.when(scheduled(null, NOW), new Position(7));
        assertThat(sent).isEmpty();
    }

    @Test
    void the_invoice_is_looked_at_only_when_the_plan_is_on_record_so_that_one_of_both_finds_the_other() {
        recorded = 6;
        outstanding = usd(0);
        assertThatThrownBy(() -> policy.when(scheduled(null, NOW.plusSeconds(60)), new Position(7)))
                .isInstanceOf(NotYet.class);
        assertThat(sent).isEmpty();
    }

    private AdaptPlannedCharges policy(Commands commands) {
        return new AdaptPlannedCharges(
                commands,
                new KnownPlans(invoice -> planned, () -> recorded),
                (partner, invoice) -> Optional.of(new InvoiceTerms.Terms(
                        CUSTOMER, outstanding, archived, LocalDate.of(2026, 4, 1), ZoneOffset.UTC, 17, NOW)));
    }

    private static ChargeScheduled scheduled(Money amount, Instant at) {
        return new ChargeScheduled(
                SOON,
                PARTNER,
                CUSTOMER,
                INVOICE,
                amount,
                null,
                LocalDate.of(2026, 3, 2),
                at,
                Origin.PARTNER,
                NOW,
                null,
                null);
    }

    private static PaymentApplied paid(long amount, long outstanding) {
        return new PaymentApplied(
                INVOICE,
                PARTNER,
                "Northwind IT",
                CUSTOMER,
                "Contoso",
                "INV-1",
                PAYING,
                usd(amount),
                usd(100),
                usd(100 - outstanding),
                usd(outstanding),
                VISA,
                NOW,
                null);
    }

    private static Money usd(long dollars) {
        return Money.of(dollars * 100, "USD");
    }
}
