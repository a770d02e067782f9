package io.autocharge.payment.domain;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.invoice.InvoiceId;
import java.time.LocalDate;
import java.util.Set;

/**
 * An invoice as auto-pay rules see it.
 *
 * @param tags those of its customer
 * @param createdOn the calendar date in the partner's time zone
 */
public record InvoiceSeen(
        InvoiceId id,
        CustomerId customerId,
        Set<String> tags,
        LocalDate dueOn,
        LocalDate createdOn,
        Money outstanding) {}
