package io.autocharge.notification.policy;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.invoice.InvoiceId;

/** An invoice of which its customer may have to be reminded. */
public record OpenBill(InvoiceId invoiceId, PartnerId partnerId) {

    static final String WORKLIST = "reminders";
}
