package io.autocharge.payment.policy;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.invoice.InvoiceId;

/** An invoice at which auto-pay is to look again at a time. */
public record NextLook(PartnerId partnerId, InvoiceId invoiceId) {

    static final String WORKLIST = "auto-pay-looks";
}
