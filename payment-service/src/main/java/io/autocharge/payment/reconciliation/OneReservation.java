package io.autocharge.payment.reconciliation;

import io.autocharge.contracts.invoice.InvoiceEvent.BalanceReleased;
import io.autocharge.contracts.invoice.InvoiceEvent.BalanceReserved;
import io.autocharge.contracts.invoice.InvoiceEvent.BalanceWrittenOff;
import io.autocharge.contracts.invoice.InvoiceEvent.CreditApplied;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoiceCreated;
import io.autocharge.contracts.invoice.InvoiceEvent.OverpaymentFound;
import io.autocharge.contracts.invoice.InvoiceEvent.PaymentApplied;
import io.autocharge.contracts.payment.ChargeEvent;
import io.autocharge.contracts.payment.ChargeEvent.ChargeDeclined;
import io.autocharge.contracts.payment.ChargeEvent.ChargeSubmitted;
import io.autocharge.contracts.payment.ChargeEvent.PartialPaymentCaptured;
import io.autocharge.contracts.payment.ChargeEvent.PaymentCaptured;
import io.autocharge.contracts.payment.ChargeEvent.PaymentReturned;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.runtime.Chronicle.Fact;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * I2: {@code 0 ≤ F ≤ O}, what is reserved is never more than what is outstanding; at most one charge of an invoice is between
 * submission and outcome; and something is reserved if and only if a charge holds the reservation.
 */
final class OneReservation {

    private OneReservation() {}

    /**
     * @param invoice the invoice's life
     * @param charges the lives of the charges that ever had its reservation, in any order
     */
    static List<Finding> check(List<Fact> invoice, List<Fact> charges) {
        var created = Facts.first(invoice, InvoiceCreated.class);
        if (created == null) {
            return List.of();
        }
        var verdicts = new Verdicts(
                Invariant.I2, created.partnerId(), created.invoiceId().value());
        reservation(invoice, verdicts);
        inFlight(charges, verdicts);
        return verdicts.findings();
    }

    private static void reservation(List<Fact> invoice, Verdicts verdicts) {
        var tally = new InvoiceTally();
        ChargeId holder = null;
        long reserved = 0;
        for (var fact : invoice) {
            tally.add(fact.event());
            if (fact.event() instanceof BalanceReserved e) {
                verdicts.must(
                        holder == null || holder.equals(e.chargeId()),
                        "%s got the reservation at event %d while %s held it",
                        e.chargeId(),
                        fact.sequence(),
                        holder);
                holder = e.chargeId();
                reserved = e.amount().amount();
            } else if (holder != null && holder.equals(ends(fact))) {
                holder = null;
                reserved = 0;
            }
            verdicts.must(
                    reserved <= Math.max(0, tally.outstanding()) || !isIntention(fact),
                    "reserved %d > outstanding %d after event %d",
                    reserved,
                    tally.outstanding(),
                    fact.sequence());
        }
    }

    /** The charge whose reservation this event ends, if it held it. */
    private static ChargeId ends(Fact fact) {
        if (fact.event() instanceof BalanceReleased e) {
            return e.chargeId();
        } else if (fact.event() instanceof PaymentApplied e) {
            return e.chargeId();
        } else if (fact.event() instanceof OverpaymentFound e && e.disputeId() == null) {
            return e.chargeId();
        }
        return null;
    }

    /** Money that has moved lowers what is outstanding whatever is reserved; only what was decided must leave room. */
    private static boolean isIntention(Fact fact) {
        return fact.event() instanceof BalanceReserved
                || fact.event() instanceof CreditApplied
                || fact.event() instanceof BalanceWrittenOff;
    }

    private static void inFlight(List<Fact> charges, Verdicts verdicts) {
        var open = new LinkedHashSet<ChargeId>();
        var inOrder = charges.stream()
                .sorted(Comparator.comparingLong(Fact::position))
                .toList();
        for (var fact : inOrder) {
            if (fact.event() instanceof ChargeSubmitted e) {
                open.add(e.chargeId());
                verdicts.must(open.size() <= 1, "charges in flight at the same time: %s", open);
            } else if (fact.event() instanceof ChargeEvent e && isOutcome(e)) {
                open.remove(e.chargeId());
            }
        }
    }

    private static boolean isOutcome(ChargeEvent event) {
        return event instanceof PaymentCaptured
                || event instanceof PartialPaymentCaptured
                || event instanceof ChargeDeclined
                || event instanceof PaymentReturned;
    }
}
