package io.autocharge.invoice.domain;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.invoice.InvoiceId;
import java.util.Optional;

/** What a credit has to know of the invoice that it is to pay. */
public interface OpenInvoices {

    /** The invoice, if this partner has it. */
    Optional<OpenInvoice> find(PartnerId partner, InvoiceId invoice);

    /**
     * An invoice as it stood a moment ago; it decides itself what it takes.
     *
     * @param customer who owes it
     * @param free what is outstanding and reserved for nobody; nothing if it is archived
     */
    record OpenInvoice(CustomerId customer, Money free) {}
}
