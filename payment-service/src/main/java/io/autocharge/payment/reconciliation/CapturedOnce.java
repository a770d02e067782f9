package io.autocharge.payment.reconciliation;

import io.autocharge.contracts.invoice.InvoiceEvent.InvoiceCreated;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.payment.ChargeEvent;
import io.autocharge.contracts.payment.ChargeEvent.PartialPaymentCaptured;
import io.autocharge.contracts.payment.ChargeEvent.PaymentCaptured;
import io.autocharge.runtime.Chronicle.Fact;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * I8: a charge is captured once at the most for each of its invoices, and what an invoice keeps of its payments is at most
 * its total: {@code C − R − D ≤ T}.
 */
final class CapturedOnce {

    private CapturedOnce() {}

    static List<Finding> checkCharge(List<Fact> charge) {
        var any = Facts.first(charge, ChargeEvent.class);
        if (any == null) {
            return List.of();
        }
        Map<InvoiceId, Integer> captures = new HashMap<>();
        for (var fact : charge) {
            if (fact.event() instanceof PaymentCaptured || fact.event() instanceof PartialPaymentCaptured) {
                captures.merge(((ChargeEvent) fact.event()).invoiceId(), 1, Integer::sum);
            }
        }
        var verdicts =
                new Verdicts(Invariant.I8, any.partnerId(), any.chargeId().value());
        captures.forEach((invoice, count) -> verdicts.must(count <= 1, "captured %d times for %s", count, invoice));
        return verdicts.findings();
    }

    static List<Finding> checkInvoice(List<Fact> invoice) {
        var created = Facts.first(invoice, InvoiceCreated.class);
        if (created == null) {
            return List.of();
        }
        var verdicts = new Verdicts(
                Invariant.I8, created.partnerId(), created.invoiceId().value());
        var tally = new InvoiceTally();
        for (var fact : invoice) {
            if (tally.add(fact.event())) {
                verdicts.must(
                        tally.captured - tally.back() <= tally.total,
                        "kept payments %d > total %d after event %d",
                        tally.captured - tally.back(),
                        tally.total,
                        fact.sequence());
            }
        }
        return verdicts.findings();
    }
}
