package io.autocharge.contracts.payment;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.invoice.InvoiceId;

/** The exact part of a payment over several invoices that is meant for one of them. */
public record Allocation(InvoiceId invoiceId, Money amount) {

    public Allocation {
        if (invoiceId == null || amount == null) {
            throw new IllegalArgumentException("An allocation needs its invoice_id and its amount.");
        }
    }
}
