package io.autocharge.payment.policy;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.payment.domain.InvoiceTerms;

/** How much of a sum that could not be collected is still to be collected: others may have paid some of it meanwhile. */
final class StillOpen {

    private StillOpen() {}

    static Money of(Money failed, PartnerId partner, InvoiceId invoice, InvoiceTerms invoices) {
        return invoices.find(partner, invoice)
                .map(InvoiceTerms.Terms::outstanding)
                .filter(outstanding -> !outstanding.isZero() && failed.exceeds(outstanding))
                .orElse(failed);
    }
}
