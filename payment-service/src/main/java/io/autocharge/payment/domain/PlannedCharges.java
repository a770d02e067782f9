package io.autocharge.payment.domain;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.payment.ChargeId;
import java.util.List;

/**
 * Which charges of an invoice are still to come. It proposes and decides nothing: the charge knows how it stands, and the
 * invoice what is left.
 */
public interface PlannedCharges {

    /** Those of an invoice, the next one first. */
    List<Planned> of(PartnerId partner, InvoiceId invoice);

    /** Whether it knows what happened to the invoice's charges up to this position of the store. */
    boolean isUpTo(InvoiceId invoice, long position);

    /**
     * One of them.
     *
     * @param amount how much; absent means all that is outstanding then
     * @param waits whether its time has come and it waits for another charge to end
     */
    record Planned(ChargeId charge, Money amount, boolean waits) {}
}
