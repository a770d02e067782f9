package io.autocharge.invoice.domain;

import static io.autocharge.contracts.invoice.InvoiceRefusal.ABOVE_OUTSTANDING;
import static io.autocharge.contracts.invoice.InvoiceRefusal.ALREADY_PAID;
import static io.autocharge.contracts.invoice.InvoiceRefusal.ARCHIVED;
import static io.autocharge.contracts.invoice.InvoiceRefusal.INVOICE_ID_ALREADY_USED;
import static io.autocharge.contracts.invoice.InvoiceRefusal.NOTHING_TO_PAY;
import static io.autocharge.contracts.invoice.InvoiceRefusal.NOTHING_TO_WRITE_OFF;
import static io.autocharge.contracts.invoice.InvoiceRefusal.PAYMENT_IN_FLIGHT;
import static io.autocharge.contracts.invoice.InvoiceRefusal.WRONG_CURRENCY;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.Refused;
import io.autocharge.contracts.invoice.CreditUseId;
import io.autocharge.contracts.invoice.InvoiceCommand.RecordCredit;
import io.autocharge.contracts.invoice.InvoiceCommand.RecordPayment;
import io.autocharge.contracts.invoice.InvoiceCommand.ReleaseBalance;
import io.autocharge.contracts.invoice.InvoiceCommand.ReserveBalance;
import io.autocharge.contracts.invoice.InvoiceCommand.WriteOffBalance;
import io.autocharge.contracts.invoice.InvoiceEvent;
import io.autocharge.contracts.invoice.InvoiceEvent.BalanceRefused;
import io.autocharge.contracts.invoice.InvoiceEvent.BalanceReleased;
import io.autocharge.contracts.invoice.InvoiceEvent.BalanceReserved;
import io.autocharge.contracts.invoice.InvoiceEvent.BalanceWrittenOff;
import io.autocharge.contracts.invoice.InvoiceEvent.CreditApplied;
import io.autocharge.contracts.invoice.InvoiceEvent.CreditTurnedAway;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoiceArchived;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoiceCreated;
import io.autocharge.contracts.invoice.InvoiceEvent.PaymentApplied;
import io.autocharge.contracts.invoice.Sums;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is owed on one invoice, by the invoice's own reckoning: its sums, its one reservation, and what became of each payment.
 * What it decides is what is to happen; nothing has happened until it is told so.
 */
final class Balance {

    private final InvoiceCreated terms;
    private final Entries entries;
    private final Gate gate = new Gate();
    private final Payments payments;
    private final Set<CreditUseId> credits = new HashSet<>();
    private final Map<String, Money> writeOffs = new HashMap<>();
    private Sums sums;
    private boolean archived;

    Balance(InvoiceCreated terms) {
        this.terms = terms;
        entries = new Entries(terms);
        payments = new Payments(terms.total().zero(), entries);
        sums = Sums.of(terms.total());
    }

    Sums sums() {
        return sums;
    }

    Payments payments() {
        return payments;
    }

    boolean isArchived() {
        return archived;
    }

    boolean isInFlight() {
        return gate.isTaken();
    }

    boolean isSettled() {
        return sums.outstanding().isZero();
    }

    /** What the holder of the reservation may collect. */
    Money reserved() {
        return gate.held(sums.total().zero());
    }

    /** What is outstanding and reserved for nobody. */
    Money free() {
        return sums.outstanding().minus(reserved().atMost(sums.outstanding()));
    }

    List<InvoiceEvent> decide(ReserveBalance command, Instant now) {
        var charge = command.chargeId();
        if (payments.of(charge).isKnown() || gate.hasAnswered(charge, Gate.round(command.round()))) {
            return List.of(); // asked again; the answer stands
        }
        var outstanding = sums.outstanding();
        try {
            var amount = collectible(command);
            var remaining = outstanding.minus(amount);
            return List.of(new BalanceReserved(
                    terms.invoiceId(), terms.partnerId(), charge, amount, remaining, now, command.round()));
        } catch (Refused refused) {
            var reason = refused.reason().name();
            return List.of(new BalanceRefused(
                    terms.invoiceId(), terms.partnerId(), charge, reason, outstanding, command.round()));
        }
    }

    private Money collectible(ReserveBalance command) {
        ARCHIVED.when(archived);
        ALREADY_PAID.when(isSettled());
        PAYMENT_IN_FLIGHT.when(gate.isTaken());
        if (command.amount() == null) {
            return sums.outstanding();
        }
        NOTHING_TO_PAY.when(command.amount().isZero());
        WRONG_CURRENCY.when(isForeign(command.amount()));
        if (Boolean.TRUE.equals(command.upTo())) {
            return command.amount().atMost(sums.outstanding());
        }
        ABOVE_OUTSTANDING.when(command.amount().exceeds(sums.outstanding()));
        return command.amount();
    }

    List<InvoiceEvent> decide(ReleaseBalance command) {
        if (!gate.isHeldBy(command.chargeId())) {
            return List.of();
        }
        return List.of(new BalanceReleased(
                terms.invoiceId(),
                terms.partnerId(),
                command.chargeId(),
                reserved(),
                sums.outstanding(),
                command.reason()));
    }

    List<InvoiceEvent> decide(RecordPayment fact) {
        if (payments.of(fact.chargeId()).isKnown()) {
            return List.of();
        }
        // What another charge has reserved is not taken from it: that charge may be at the processor already.
        var most = gate.isHeldBy(fact.chargeId()) ? sums.outstanding() : free();
        var applied = fact.amount().atMost(most);
        var excess = fact.amount().minus(applied);
        var after = sums.afterPayment(applied);
        var events = new ArrayList<InvoiceEvent>();
        events.add(entries.applied(fact, applied, after));
        if (excess.isPositive()) {
            events.add(entries.overpaid(fact.chargeId(), excess, null));
        }
        return settled(events, applied, after, fact.paidAt());
    }

    List<InvoiceEvent> decide(RecordCredit fact, Instant now) {
        if (credits.contains(fact.creditUseId())) {
            return List.of();
        }
        var takesNone = archived || isForeign(fact.amount());
        var applied = takesNone ? sums.total().zero() : fact.amount().atMost(free());
        var after = sums.afterCredit(applied);
        var events = new ArrayList<InvoiceEvent>();
        if (applied.isPositive()) {
            events.add(entries.credited(fact, applied, after, now));
        }
        var rest = takesNone ? fact.amount() : fact.amount().minus(applied);
        if (rest.isPositive()) {
            events.add(entries.turnedAway(fact, rest));
        }
        return settled(events, applied, after, now);
    }

    List<InvoiceEvent> decide(WriteOffBalance command, Instant now) {
        var before = command.requestId() == null ? null : writeOffs.get(command.requestId());
        if (before != null) {
            INVOICE_ID_ALREADY_USED.when(
                    command.amount() != null && !command.amount().equals(before));
            return List.of();
        }
        ARCHIVED.when(archived);
        ALREADY_PAID.when(isSettled());
        var amount = command.amount() == null ? sums.outstanding() : command.amount();
        NOTHING_TO_WRITE_OFF.when(amount.isZero());
        WRONG_CURRENCY.when(isForeign(amount));
        ABOVE_OUTSTANDING.when(amount.exceeds(sums.outstanding()));
        PAYMENT_IN_FLIGHT.when(amount.exceeds(free()));
        var after = sums.afterWriteOff(amount);
        var events = new ArrayList<InvoiceEvent>(List.of(entries.writtenOff(command, amount, after, now)));
        return settled(events, amount, after, now);
    }

    /** These events and, if by them nothing is outstanding any more, that the invoice is paid. */
    List<InvoiceEvent> settled(List<InvoiceEvent> events, Money lowered, Sums after, Instant at) {
        if (lowered.isPositive() && after.outstanding().isZero()) {
            events.add(entries.paid(at));
        }
        return events;
    }

    /** What has happened is in here from now on. */
    void evolve(InvoiceEvent event) {
        if (event instanceof BalanceReserved reserved) {
            gate.evolve(reserved);
        } else if (event instanceof BalanceRefused refused) {
            gate.evolve(refused);
        } else if (event instanceof BalanceReleased released) {
            gate.leave(released.chargeId());
        } else if (event instanceof PaymentApplied applied) {
            gate.leave(applied.chargeId());
        } else if (event instanceof InvoiceArchived) {
            archived = true;
        } else if (event instanceof CreditApplied applied) {
            credits.add(applied.creditUseId());
        } else if (event instanceof CreditTurnedAway turned) {
            credits.add(turned.creditUseId());
        } else if (event instanceof BalanceWrittenOff writtenOff && writtenOff.requestId() != null) {
            writeOffs.put(writtenOff.requestId(), writtenOff.amount());
        }
        payments.evolve(event);
        sums = after(event);
    }

    private Sums after(InvoiceEvent event) {
        if (event instanceof PaymentApplied applied && applied.sums() == null) { // written before there were any
            return sums.afterPayment(applied.amount());
        }
        return Sums.after(event).orElse(sums);
    }

    private boolean isForeign(Money amount) {
        return !amount.currency().equals(sums.total().currency());
    }
}
