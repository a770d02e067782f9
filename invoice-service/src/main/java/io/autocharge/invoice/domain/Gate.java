package io.autocharge.invoice.domain;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.invoice.InvoiceEvent.BalanceRefused;
import io.autocharge.contracts.invoice.InvoiceEvent.BalanceReserved;
import io.autocharge.contracts.invoice.InvoiceRefusal;
import io.autocharge.contracts.payment.ChargeId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The one reservation of an invoice: who holds it, who was told no for good, and who may ask again. */
final class Gate {

    private ChargeId holder;
    private Money held;
    private final Set<ChargeId> ended = new HashSet<>();
    private final Map<ChargeId, Integer> waiting = new HashMap<>();

    /** How often a charge had asked by then, counted from 1; one that says nothing asks for the first time. */
    static int round(Integer said) {
        return said == null ? 1 : said;
    }

    boolean isTaken() {
        return holder != null;
    }

    boolean isHeldBy(ChargeId charge) {
        return charge.equals(holder);
    }

    /** What the holder may collect; nothing if there is none. */
    Money held(Money nothing) {
        return held == null ? nothing : held;
    }

    /** Whether this charge had its answer in that round already, or for good. */
    boolean hasAnswered(ChargeId charge, int round) {
        return isHeldBy(charge) || ended.contains(charge) || waiting.getOrDefault(charge, 0) >= round;
    }

    void evolve(BalanceReserved event) {
        holder = event.chargeId();
        held = event.amount();
    }

    void evolve(BalanceRefused event) {
        if (event.reason().equals(InvoiceRefusal.PAYMENT_IN_FLIGHT.name())) {
            waiting.merge(event.chargeId(), round(event.round()), Math::max);
        } else {
            ended.add(event.chargeId());
        }
    }

    /** The charge needs the reservation no more, with or without money. */
    void leave(ChargeId charge) {
        ended.add(charge);
        if (isHeldBy(charge)) {
            holder = null;
            held = null;
        }
    }
}
