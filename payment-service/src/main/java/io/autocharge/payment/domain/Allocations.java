package io.autocharge.payment.domain;

import static io.autocharge.contracts.payment.ChargeRefusal.ABOVE_OUTSTANDING;
import static io.autocharge.contracts.payment.ChargeRefusal.ALLOCATION_INEXACT;
import static io.autocharge.contracts.payment.ChargeRefusal.ALREADY_PAID;
import static io.autocharge.contracts.payment.ChargeRefusal.INVOICES_MIXED;
import static io.autocharge.contracts.payment.ChargeRefusal.INVOICE_ARCHIVED;
import static io.autocharge.contracts.payment.ChargeRefusal.INVOICE_UNKNOWN;
import static io.autocharge.contracts.payment.ChargeRefusal.SEVERAL_INVOICES_ONLY_NOW;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.Refused;
import io.autocharge.contracts.payment.Allocation;
import io.autocharge.contracts.payment.ChargeCommand.ScheduleCharge;
import io.autocharge.contracts.payment.ChargeTime;
import java.util.HashSet;

/** One payment over several invoices: each gets an exact part, and the parts are the whole. */
final class Allocations {

    private static final int MOST_INVOICES = 50;

    private Allocations() {}

    /** Refuses what cannot be divided so; an order for one invoice is not divided. */
    static void check(ScheduleCharge order, InvoiceTerms.Terms first, InvoiceTerms invoices) {
        var parts = order.allocations();
        if (parts == null) {
            return;
        }
        SEVERAL_INVOICES_ONLY_NOW.when(!order.when().equals(ChargeTime.NOW));
        ALLOCATION_INEXACT.when(parts.isEmpty()
                || parts.size() > MOST_INVOICES
                || !parts.get(0).invoiceId().equals(order.invoiceId())
                || order.amount() == null);
        var named = new HashSet<>();
        var sum = order.amount().zero();
        for (var part : parts) {
            INVOICES_MIXED.when(!named.add(part.invoiceId()));
            checkPart(order, part, first, invoices);
            sum = sum.plus(part.amount());
        }
        ALLOCATION_INEXACT.when(!sum.equals(order.amount()));
    }

    private static void checkPart(
            ScheduleCharge order, Allocation part, InvoiceTerms.Terms first, InvoiceTerms invoices) {
        var terms = invoices.find(order.partnerId(), part.invoiceId()).orElseThrow(() -> new Refused(INVOICE_UNKNOWN));
        INVOICES_MIXED.when(!terms.customerId().equals(first.customerId())
                || !terms.outstanding().currency().equals(first.outstanding().currency())
                || !part.amount().currency().equals(order.amount().currency())
                || !part.amount().currency().equals(first.outstanding().currency()));
        INVOICE_ARCHIVED.when(terms.archived());
        ALREADY_PAID.when(terms.paid());
        ALLOCATION_INEXACT.when(part.amount().isZero());
        ABOVE_OUTSTANDING.when(part.amount().exceeds(terms.outstanding()));
    }

    /** Whether the payment may be more than the first invoice: it is then for others too. */
    static boolean isSeveral(ScheduleCharge order) {
        return order.allocations() != null;
    }

    /** What the order asks of the invoice that it names first. */
    static Money ofFirst(ScheduleCharge order) {
        return isSeveral(order) && !order.allocations().isEmpty()
                ? order.allocations().get(0).amount()
                : order.amount();
    }
}
