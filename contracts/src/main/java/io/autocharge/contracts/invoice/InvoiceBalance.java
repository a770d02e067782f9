package io.autocharge.contracts.invoice;

import io.autocharge.contracts.Event;
import io.autocharge.contracts.Money;
import io.autocharge.contracts.payment.ChargeEvent;
import io.autocharge.contracts.payment.ChargeId;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an invoice amounts to, rebuilt from its events and those of its charges; any consumer of the topics folds the same
 * function and gets the same answer. Events of one aggregate come once and in order; those of different aggregates in any order.
 *
 * <p>total = captured − refunded − returned − disputed + credited + written off + outstanding. What is in flight or
 * scheduled is part of what is outstanding.
 *
 * @param sums what has come in, gone back and is open
 * @param reserved what a charge holds that was or is about to be submitted; absent if none does
 * @param plans by charge, what is still to come; a plan for "all that is outstanding" counts as the outstanding balance
 */
public record InvoiceBalance(Sums sums, Reservation reserved, Map<ChargeId, Plan> plans) {

    /** The one reservation, and who holds it. */
    public record Reservation(ChargeId chargeId, Money amount) {}

    /**
     * A charge that is still to come.
     *
     * @param amount how much; absent means all that is outstanding then
     */
    public record Plan(Money amount) {}

    /** Where an invoice starts that nothing is known of. */
    public static InvoiceBalance unknown() {
        return new InvoiceBalance(null, null, Map.of());
    }

    /** Whether {@code InvoiceCreated} has been seen, so that the sums mean something. */
    public boolean known() {
        return sums != null;
    }

    /** What is still to be paid. */
    public Money outstanding() {
        return sums.outstanding();
    }

    /** What is reserved by a charge that was or is about to be submitted. */
    public Money inFlight() {
        return reserved == null ? outstanding().zero() : reserved.amount();
    }

    /** The sum of the planned charges, never more than what is outstanding and not in flight. */
    public Money scheduled() {
        var free = outstanding().minus(inFlight().atMost(outstanding()));
        var sum = free.zero();
        for (var plan : plans.values()) {
            sum = sum.plus(plan.amount() == null ? free : plan.amount()).atMost(free);
        }
        return sum;
    }

    /** The balance after {@code event}; events that say nothing of a balance leave it as it is. */
    public InvoiceBalance after(Event event) {
        if (event instanceof InvoiceEvent change) {
            return afterChange(change);
        }
        if (event instanceof ChargeEvent.ChargeScheduled e) {
            // One payment over several invoices is never planned ahead: each is asked for its part at once.
            return e.allocations() == null ? planned(e.chargeId(), new Plan(e.amount())) : this;
        }
        if (event instanceof ChargeEvent.ChargeShrunk e) {
            return planned(e.chargeId(), new Plan(e.to()));
        }
        if (event instanceof ChargeEvent.ChargeDeferred e) {
            return planned(e.chargeId(), new Plan(e.amount()));
        }
        if (event instanceof ChargeEvent.BalanceRequested
                || event instanceof ChargeEvent.ChargeCanceled
                || event instanceof ChargeEvent.ChargeRefused) {
            return planned(((ChargeEvent) event).chargeId(), null);
        }
        return this;
    }

    private InvoiceBalance afterChange(InvoiceEvent event) {
        if (event instanceof InvoiceEvent.InvoiceCreated e) {
            return new InvoiceBalance(Sums.of(e.total()), null, plans);
        }
        if (event instanceof InvoiceEvent.BalanceReserved e) {
            return new InvoiceBalance(sums, new Reservation(e.chargeId(), e.amount()), plans);
        }
        if (event instanceof InvoiceEvent.BalanceReleased) {
            return new InvoiceBalance(sums, null, plans);
        }
        if (event instanceof InvoiceEvent.PaymentApplied e) {
            var now = e.sums() == null ? sums.afterPayment(e.amount()) : e.sums();
            var isHolder = reserved != null && reserved.chargeId().equals(e.chargeId());
            return new InvoiceBalance(now, isHolder ? null : reserved, plans);
        }
        return Sums.after(event)
                .map(now -> new InvoiceBalance(now, reserved, plans))
                .orElse(this);
    }

    private InvoiceBalance planned(ChargeId charge, Plan plan) {
        var next = new LinkedHashMap<>(plans);
        if (plan == null) {
            next.remove(charge);
        } else {
            next.put(charge, plan);
        }
        return new InvoiceBalance(sums, reserved, Map.copyOf(next));
    }
}
