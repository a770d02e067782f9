package io.autocharge.invoice.domain;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.invoice.InvoiceEvent.DisputedPaymentRestored;
import io.autocharge.contracts.invoice.InvoiceEvent.OverpaymentFound;
import io.autocharge.contracts.invoice.InvoiceEvent.OverpaymentTakenBack;
import io.autocharge.contracts.invoice.InvoiceEvent.PaymentApplied;
import io.autocharge.contracts.payment.DisputeId;
import io.autocharge.contracts.payment.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one charge has paid on an invoice, and what became of it: so much was applied, so much of that was given or taken back,
 * and so much was more than the invoice could take and is a credit of the customer.
 *
 * @param paid how it was applied; null as long as only what was taken of it is known
 * @param taken what the invoice has lost of it to a refund, a dispute or, by the name of the charge, a bank's return
 * @param won disputes after which the money came back
 * @param overpayments what the invoice could not take, by the won dispute that brought it; null for what came with the payment
 */
record Payment(
        Money nothing,
        PaymentApplied paid,
        Map<String, Money> taken,
        Set<DisputeId> won,
        Map<DisputeId, Overpayment> overpayments) {

    /** A part of an overpayment that is gone again; {@code disputeId} as in {@code OverpaymentFound}. */
    record Loss(DisputeId disputeId, Money amount, Money takenBack) {}

    /** What was found, and what is gone of it by now: more than that, if more was taken than ever came. */
    record Overpayment(Money found, Money takenBack) {

        Money kept() {
            return found.minus(takenBack.atMost(found));
        }
    }

    /** A charge of which nothing is known yet. */
    static Payment unknown(Money nothing) {
        return new Payment(nothing, null, new HashMap<>(), new HashSet<>(), new LinkedHashMap<>());
    }

    boolean isKnown() {
        return paid != null;
    }

    Method method() {
        return paid.method();
    }

    /** What the invoice still has of it, and so the most that can be taken from the invoice. */
    Money left() {
        return isKnown() ? paid.amount().minus(taken.values().stream().reduce(nothing, Money::plus)) : nothing;
    }

    /** Whether a refund, a dispute or, by the name of the charge, a bank's return is in here already. */
    boolean wasTakenBy(String taker) {
        return taken.containsKey(taker);
    }

    /** What the invoice lost by a dispute and has not got back. */
    Money withheld(DisputeId dispute) {
        return taken.getOrDefault(dispute.value(), nothing);
    }

    /**
     * Which overpayments {@code amount} comes out of, the oldest first. What exceeds them all comes out of the one that came
     * with the payment: its credit is then short of so much, and that is seen there.
     */
    List<Loss> losses(Money amount) {
        var losses = new ArrayList<Loss>();
        var rest = amount;
        for (var one : overpayments.entrySet()) {
            var part = rest.atMost(one.getValue().kept());
            if (part.isPositive()) {
                losses.add(loss(one.getKey(), part));
                rest = rest.minus(part);
            }
        }
        if (rest.isPositive()) {
            var first = losses.stream().filter(loss -> loss.disputeId() == null).findFirst();
            first.ifPresent(losses::remove);
            losses.add(0, loss(null, first.map(Loss::amount).orElse(nothing).plus(rest)));
        }
        return losses;
    }

    private Loss loss(DisputeId dispute, Money amount) {
        return new Loss(dispute, amount, overpayment(dispute).takenBack().plus(amount));
    }

    Payment after(PaymentApplied event) {
        return new Payment(nothing, event, taken, won, overpayments);
    }

    /** After so much of it was given or taken back from the invoice. */
    Payment without(Money amount, String taker) {
        taken.put(taker, amount);
        return this;
    }

    Payment after(DisputedPaymentRestored event) {
        won.add(event.disputeId());
        return without(
                withheld(event.disputeId()).minus(event.amount()),
                event.disputeId().value());
    }

    Payment after(OverpaymentFound event) {
        var was = overpayment(event.disputeId());
        overpayments.put(event.disputeId(), new Overpayment(was.found().plus(event.excess()), was.takenBack()));
        if (event.disputeId() != null) {
            won.add(event.disputeId());
        }
        return this;
    }

    Payment after(OverpaymentTakenBack event) {
        taken.putIfAbsent(event.takenBy(), nothing);
        var found = overpayment(event.disputeId()).found();
        overpayments.put(event.disputeId(), new Overpayment(found, event.takenBack()));
        return this;
    }

    private Overpayment overpayment(DisputeId dispute) {
        return overpayments.getOrDefault(dispute, new Overpayment(nothing, nothing));
    }
}
