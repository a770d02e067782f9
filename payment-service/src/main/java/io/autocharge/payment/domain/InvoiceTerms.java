package io.autocharge.payment.domain;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.invoice.InvoiceId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/** What a charge has to know of the invoice that it collects from. */
public interface InvoiceTerms {

    /** The invoice, if this partner has it. */
    Optional<Terms> find(PartnerId partner, InvoiceId invoice);

    /**
     * An invoice as far as it matters here.
     *
     * @param outstanding what was last heard of; the invoice itself decides when it reserves
     * @param zone the partner's, in which its dates are
     * @param cutOffHour the partner's, 0–23, at which its dates fall due
     */
    record Terms(
            CustomerId customerId,
            Money outstanding,
            boolean archived,
            LocalDate dueOn,
            ZoneId zone,
            int cutOffHour,
            Instant createdAt) {

        /** Whether nothing is left to pay. */
        public boolean paid() {
            return outstanding.isZero();
        }
    }
}
