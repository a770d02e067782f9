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
 * <p>total = captured − refunded + outstanding. What is in flight or scheduled is part of what is outstanding.
 *
 * @param inFlight reserved by a charge that was or is about to be submitted
 * @param plans by charge, what is still to come; a plan for "all that is outstanding" counts as the outstanding balance
 */
public record InvoiceBalance(
        Money total, Money captured, Money refunded, Money inFlight, Money outstanding, Map<ChargeId, Plan> plans) {

    /**
     * A charge that is still to come.
     *
     * @param amount how much; absent means all that is outstanding then
     */
    public record Plan(Money amount) {}

    /** Where an invoice starts that nothing is known of. */
    public static InvoiceBalance unknown() {
        return new InvoiceBalance(null, null, null, null, null, Map.of());
    }

    /** Whether {@code InvoiceCreated} has been seen, so that the sums mean something. */
    public boolean known() {
        return total != null;
    }

    /** The sum of the planned charges, never more than what is outstanding and not in flight. */
    public Money scheduled() {
        var free = outstanding.minus(inFlight.atMost(outstanding));
        var sum = free.zero();
        for (var plan : plans.values()) {
            sum = sum.plus(plan.amount() == null ? free : plan.amount()).atMost(free);
        }
        return sum;
    }

    /** The balance after {@code event}; events that say nothing of a balance leave it as it is. */
    public InvoiceBalance after(Event event) {
        if (event instanceof InvoiceEvent.InvoiceCreated e) {
            var none = e.total().zero();
            return new InvoiceBalance(e.total(), none, none, none, e.total(), plans);
        }
        if (event instanceof InvoiceEvent.BalanceReserved e) {
            return with(captured, e.amount(), outstanding);
        }
        if (event instanceof InvoiceEvent.BalanceReleased e) {
            return with(captured, inFlight.zero(), e.outstanding());
        }
        if (event instanceof InvoiceEvent.PaymentApplied e) {
            return with(e.captured(), inFlight.zero(), e.outstanding());
        }
        if (event instanceof ChargeEvent.ChargeScheduled e) {
            return planned(e.chargeId(), new Plan(e.amount()));
        }
        if (event instanceof ChargeEvent.BalanceRequested
                || event instanceof ChargeEvent.ChargeCanceled
                || event instanceof ChargeEvent.ChargeRefused) {
            return planned(((ChargeEvent) event).chargeId(), null);
        }
        return this;
    }

    private InvoiceBalance with(Money captured, Money inFlight, Money outstanding) {
        return new InvoiceBalance(total, captured, refunded, inFlight, outstanding, plans);
    }

    private InvoiceBalance planned(ChargeId charge, Plan plan) {
        var next = new LinkedHashMap<>(plans);
        if (plan == null) {
            next.remove(charge);
        } else {
            next.put(charge, plan);
        }
        return new InvoiceBalance(total, captured, refunded, inFlight, outstanding, Map.copyOf(next));
    }
}
