package io.autocharge.contracts.payment;

import io.autocharge.contracts.Command;
import io.autocharge.contracts.Id;
import io.autocharge.contracts.MayBeAbsent;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.invoice.InvoiceId;

/** Orders to what auto-pay makes of one invoice. */
public sealed interface AutoPayCommand extends Command {

    /** What is ordered. */
    AutoPayId autoPayId();

    @Override
    default Id subject() {
        return autoPayId();
    }

    /**
     * Holds all rules of the partner against the invoice as it stands now.
     *
     * @param about a charge of the invoice that is the occasion, if one is
     */
    record EvaluateAutoPay(AutoPayId autoPayId, PartnerId partnerId, InvoiceId invoiceId, @MayBeAbsent ChargeId about)
            implements AutoPayCommand {}
}
