package io.autocharge.notification.view;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.invoice.Receipt;
import io.autocharge.contracts.invoice.ReceiptId;
import java.time.Instant;

/**
 * A receipt as it was issued.
 *
 * @param number counts from 1 for each partner, without a gap
 * @param correctsNumber the number of the receipt that it corrects; absent for a payment
 */
public record ReceiptView(
        ReceiptId id,
        PartnerId partnerId,
        CustomerId customerId,
        InvoiceId invoiceId,
        long number,
        Receipt receipt,
        Instant createdAt,
        Long correctsNumber) {}
