package io.autocharge.contracts.payment;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.invoice.InvoiceId;

/** What one of several invoices has reserved for a charge; {@code remaining} will be left open on it. */
public record Share(InvoiceId invoiceId, Money amount, Money remaining) {}
