package io.autocharge.payment.policy;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.invoice.InvoiceId;

/** An invoice whose payment link will soon expire. */
public record ExpiringLink(PartnerId partnerId, InvoiceId invoiceId) {

    static final String WORKLIST = "expiring-links";
}
