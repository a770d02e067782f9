package io.autocharge.payment.policy;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.invoice.InvoiceId;
import java.util.List;

/**
 * A walk over open invoices of a partner, a batch at a time.
 *
 * @param customers whose; absent means everybody's
 * @param occasion the position of the event that is the reason
 * @param after the last invoice that was looked at; absent at the start
 */
public record Sweep(PartnerId partnerId, List<CustomerId> customers, long occasion, InvoiceId after) {

    static final String WORKLIST = "auto-pay-sweeps";

    Sweep from(InvoiceId last) {
        return new Sweep(partnerId, customers, occasion, last);
    }
}
