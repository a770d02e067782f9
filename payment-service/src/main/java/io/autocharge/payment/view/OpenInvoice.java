package io.autocharge.payment.view;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoiceCreated;
import io.autocharge.contracts.invoice.InvoiceId;
import java.time.Instant;
import java.time.LocalDate;

/**
 * An invoice as it is walked over.
 *
 * @param open whether anything is to be paid and it is not archived
 * @param position of the last event that it reflects
 */
public record OpenInvoice(
        InvoiceId id,
        PartnerId partnerId,
        CustomerId customerId,
        String number,
        LocalDate dueOn,
        Money outstanding,
        boolean archived,
        boolean open,
        Instant createdAt,
        long position) {

    static OpenInvoice of(InvoiceCreated event, long position) {
        return new OpenInvoice(
                event.invoiceId(),
                event.partnerId(),
                event.customerId(),
                event.number(),
                event.dueOn(),
                event.total(),
                false,
                event.total().isPositive(),
                event.createdAt(),
                position);
    }

    OpenInvoice with(Money outstanding, boolean archived, long position) {
        return new OpenInvoice(
                id,
                partnerId,
                customerId,
                number,
                dueOn,
                outstanding,
                archived,
                outstanding.isPositive() && !archived,
                createdAt,
                position);
    }
}
