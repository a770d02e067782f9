package io.autocharge.contracts.payment;

import io.autocharge.contracts.Event;
import io.autocharge.contracts.Id;
import io.autocharge.contracts.MayBeAbsent;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.invoice.InvoiceId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** What auto-pay made of one invoice, as published on {@code payment.events}. */
public sealed interface AutoPayEvent extends Event {

    /** What it happened to. */
    AutoPayId autoPayId();

    @Override
    default Id subject() {
        return autoPayId();
    }

    /**
     * An evaluation had another result than the one before.
     *
     * @param chargeId the charge that is planned, or withdrawn
     * @param chargeOn the date in the partner's time zone on which it is to be made
     * @param chargeAt the instant at which it is to be made
     * @param reason why nothing is planned, as a stable code such as {@code NO_RULE_APPLIES}
     * @param findings each condition that was looked at, and what was seen
     * @param nextAt when the invoice is looked at again at the latest, if a date will change the result
     */
    record AutoPayDecided(
            AutoPayId autoPayId,
            PartnerId partnerId,
            CustomerId customerId,
            InvoiceId invoiceId,
            AutoPayOutcome outcome,
            @MayBeAbsent AutoPayRuleId ruleId,
            @MayBeAbsent ChargeId chargeId,
            @MayBeAbsent LocalDate chargeOn,
            @MayBeAbsent Instant chargeAt,
            @MayBeAbsent String reason,
            List<AutoPayFinding> findings,
            @MayBeAbsent Instant nextAt,
            Instant decidedAt)
            implements AutoPayEvent {}
}
