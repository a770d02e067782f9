package io.autocharge.payment.reconciliation;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.invoice.InvoiceEvent;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoiceCreated;
import io.autocharge.contracts.invoice.InvoiceEvent.PaymentApplied;
import io.autocharge.contracts.invoice.Sums;
import io.autocharge.runtime.Chronicle.Fact;
import java.util.List;

/**
 * I1: {@code T = (C − R − D) + K + W + O}, in exact integers of one currency, after each event of an invoice: total, captured,
 * refunded, taken back by banks, credits applied, written off, outstanding. Each side is what the events say that they come
 * to; the other is added up from their amounts.
 */
final class InvoiceAddsUp {

    private InvoiceAddsUp() {}

    static List<Finding> check(List<Fact> invoice) {
        var created = Facts.first(invoice, InvoiceCreated.class);
        if (created == null) {
            return List.of(); // it is heard of before its first event only if that is still to come
        }
        var verdicts = new Verdicts(
                Invariant.I1, created.partnerId(), created.invoiceId().value());
        var tally = new InvoiceTally();
        for (var fact : invoice) {
            if (tally.add(fact.event()) && fact.event() instanceof InvoiceEvent event) {
                verdicts.must(
                        tally.outstanding() >= 0,
                        "%d is outstanding after event %d",
                        tally.outstanding(),
                        fact.sequence());
                Sums.after(event).ifPresent(sums -> compare(verdicts, fact, tally, sums, created.total()));
                if (event instanceof PaymentApplied paid) {
                    verdicts.must(
                            paid.outstanding().amount() == tally.outstanding()
                                    && paid.captured().amount() == tally.captured,
                            "event %d says %s captured and %s outstanding, but they are %d and %d",
                            fact.sequence(),
                            paid.captured(),
                            paid.outstanding(),
                            tally.captured,
                            tally.outstanding());
                }
            }
        }
        return verdicts.findings();
    }

    private static void compare(Verdicts verdicts, Fact fact, InvoiceTally tally, Sums said, Money total) {
        var here = List.of(
                tally.total,
                tally.captured,
                tally.refunded,
                tally.returned,
                tally.disputed,
                tally.credited,
                tally.writtenOff,
                tally.outstanding());
        var there = List.of(
                said.total().amount(),
                said.captured().amount(),
                said.refunded().amount(),
                said.returned().amount(),
                said.disputed().amount(),
                said.credited().amount(),
                said.writtenOff().amount(),
                said.outstanding().amount());
        verdicts.must(
                said.total().currency().equals(total.currency()) && here.equals(there),
                "event %d says total, captured, refunded, returned, disputed, credited, written off, outstanding = %s %s,"
                        + " but its events add up to %s %s",
                fact.sequence(),
                there,
                said.total().currency(),
                here,
                total.currency());
    }
}
