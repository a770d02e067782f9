package io.autocharge.payment.domain;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.payment.ChargeId;
import java.util.Set;

/** Which charges of an invoice may be still to come. Whoever decides by them asks each for its own events. */
@FunctionalInterface
public interface PlannedCharges {

    /** Those that are listed; one that was planned a moment ago may not be among them yet. */
    Set<ChargeId> of(PartnerId partner, InvoiceId invoice);
}
