package io.autocharge.payment.reconciliation;

import io.autocharge.contracts.invoice.InvoiceEvent.InvoiceCreated;
import io.autocharge.contracts.payment.ChargeEvent;
import io.autocharge.contracts.payment.ChargeEvent.DisputeOpened;
import io.autocharge.contracts.payment.ChargeEvent.DisputeWon;
import io.autocharge.contracts.payment.ChargeEvent.LatePaymentFound;
import io.autocharge.contracts.payment.ChargeEvent.LatePaymentResolved;
import io.autocharge.contracts.payment.ChargeEvent.PartialPaymentCaptured;
import io.autocharge.contracts.payment.ChargeEvent.PaymentCaptured;
import io.autocharge.contracts.payment.ChargeEvent.RefundSucceeded;
import io.autocharge.contracts.payment.ChargeEvent.SettledPaymentReturned;
import io.autocharge.contracts.payment.LatePaymentResolution;
import io.autocharge.runtime.Chronicle.Fact;
import java.util.List;

/** I3: {@code 0 ≤ R + D ≤ C} per invoice, and the refunds, returns and disputes of a charge are at most its capture. */
final class NoMoreBackThanCame {

    private NoMoreBackThanCame() {}

    static List<Finding> checkInvoice(List<Fact> invoice) {
        var created = Facts.first(invoice, InvoiceCreated.class);
        if (created == null) {
            return List.of();
        }
        var verdicts = new Verdicts(
                Invariant.I3, created.partnerId(), created.invoiceId().value());
        var tally = new InvoiceTally();
        for (var fact : invoice) {
            if (tally.add(fact.event())) {
                verdicts.must(
                        tally.back() >= 0 && tally.back() <= tally.captured,
                        "given and taken back %d, captured %d after event %d",
                        tally.back(),
                        tally.captured,
                        fact.sequence());
            }
        }
        return verdicts.findings();
    }

    static List<Finding> checkCharge(List<Fact> charge) {
        var any = Facts.first(charge, ChargeEvent.class);
        if (any == null) {
            return List.of();
        }
        var verdicts =
                new Verdicts(Invariant.I3, any.partnerId(), any.chargeId().value());
        long came = 0;
        long back = 0;
        for (var fact : charge) {
            came += came(fact);
            back += back(fact);
            verdicts.must(
                    back >= 0 && back <= came,
                    "given and taken back %d, captured %d after event %d",
                    back,
                    came,
                    fact.sequence());
        }
        return verdicts.findings();
    }

    private static long came(Fact fact) {
        if (fact.event() instanceof PaymentCaptured e) {
            return e.amount().amount();
        } else if (fact.event() instanceof PartialPaymentCaptured e) {
            return e.amount().amount();
        } else if (fact.event() instanceof LatePaymentFound e) {
            return e.amount().amount();
        } else if (fact.event() instanceof LatePaymentResolved e && e.resolution() == LatePaymentResolution.APPLY) {
            return -e.amount().amount(); // it is captured by an event of its own
        }
        return 0;
    }

    private static long back(Fact fact) {
        if (fact.event() instanceof RefundSucceeded e) {
            return e.amount().amount();
        } else if (fact.event() instanceof SettledPaymentReturned e) {
            return e.amount().amount();
        } else if (fact.event() instanceof DisputeOpened e) {
            return e.amount().amount();
        } else if (fact.event() instanceof DisputeWon e) {
            return -e.amount().amount();
        }
        return 0;
    }
}
