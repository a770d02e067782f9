package io.autocharge.payment.view;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.invoice.InvoiceEvent;
import io.autocharge.contracts.invoice.InvoiceEvent.BalanceReleased;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoiceArchived;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoiceCreated;
import io.autocharge.contracts.invoice.InvoiceEvent.PaymentApplied;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.invoice.Sums;
import java.time.Instant;
import java.time.LocalDate;

/** An invoice as far as one has to know it to pay it. */
public record PayableInvoice(
        InvoiceId id,
        PartnerId partnerId,
        String partnerName,
        CustomerId customerId,
        String number,
        Money total,
        Money outstanding,
        LocalDate dueOn,
        boolean archived,
        Instant createdAt) {

    /** How it stands: {@code open}, {@code paid} or {@code archived}. */
    public String state() {
        if (outstanding.isZero()) {
            return "paid";
        }
        return archived ? "archived" : "open";
    }

    /** The invoice as it was created. */
    static PayableInvoice of(InvoiceCreated event) {
        return new PayableInvoice(
                event.invoiceId(),
                event.partnerId(),
                event.partnerName(),
                event.customerId(),
                event.number(),
                event.total(),
                event.total(),
                event.dueOn(),
                false,
                event.createdAt());
    }

    /** The invoice after {@code event}; what says nothing of all this leaves it as it is. */
    PayableInvoice after(InvoiceEvent event) {
        var sums = Sums.after(event);
        if (sums.isPresent()) {
            return with(sums.get().outstanding(), archived);
        }
        if (event instanceof PaymentApplied applied) { // as it was told before it carried all sums
            return with(applied.outstanding(), archived);
        }
        if (event instanceof BalanceReleased released) {
            return with(released.outstanding(), archived);
        }
        return event instanceof InvoiceArchived ? with(outstanding, true) : this;
    }

    private PayableInvoice with(Money outstanding, boolean archived) {
        return new PayableInvoice(
                id, partnerId, partnerName, customerId, number, total, outstanding, dueOn, archived, createdAt);
    }
}
