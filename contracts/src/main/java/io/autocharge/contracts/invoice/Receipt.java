package io.autocharge.contracts.invoice;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.Method;
import java.time.Instant;

/**
 * All that stands on the paper for one payment, but for its number.
 *
 * @param amount what was paid
 * @param outstanding what was left to pay on the invoice after it
 */
public record Receipt(
        ReceiptId receiptId,
        InvoiceId invoiceId,
        String invoiceNumber,
        ChargeId chargeId,
        CustomerId customerId,
        String customerName,
        String partnerName,
        Method method,
        Money amount,
        Money invoiceTotal,
        Money outstanding,
        Instant paidAt) {}
