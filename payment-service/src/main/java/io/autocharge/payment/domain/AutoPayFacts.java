package io.autocharge.payment.domain;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.payment.ChargeId;
import java.util.Optional;
import java.util.Set;

/** What auto-pay has to know. It is told from events: a list that is being rebuilt has forgotten things for a while. */
public interface AutoPayFacts {

    /**
     * How things stand with an invoice; empty if it, its customer or its partner was not heard of yet.
     *
     * @param mentioned charges of the invoice that may be still to come, beside those that are listed
     */
    Optional<Circumstances> find(PartnerId partner, InvoiceId invoice, Set<ChargeId> mentioned);

    /** What has become of a charge. */
    Fate fate(ChargeId charge);
}
