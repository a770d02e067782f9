package io.autocharge.contracts.payment;

import io.autocharge.contracts.Event;
import io.autocharge.contracts.Id;
import io.autocharge.contracts.MayBeAbsent;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.invoice.InvoiceId;
import java.time.Instant;
import java.util.List;

/** The life of an auto-pay rule, as published on {@code payment.events}. */
public sealed interface AutoPayRuleEvent extends Event {

    /** The rule that it happened to. */
    AutoPayRuleId autoPayRuleId();

    /** The customer whose enrolment it is; absent if it is a rule of the partner. */
    CustomerId enrolledBy();

    /** The list in which the rule stands: all rules of a partner are one stream, and each enrolment of a customer is. */
    @Override
    default Id subject() {
        return AutoPayBookId.of(partnerId(), enrolledBy());
    }

    /** A rule is in force. */
    record AutoPayRuleCreated(
            AutoPayRuleId autoPayRuleId,
            PartnerId partnerId,
            String name,
            AutoPayScope scope,
            AutoPayConditions conditions,
            List<InvoiceId> excluded,
            @MayBeAbsent CustomerId enrolledBy,
            Instant createdAt)
            implements AutoPayRuleEvent {}

    /** A rule is not in force any more. */
    record AutoPayRuleRemoved(
            AutoPayRuleId autoPayRuleId, PartnerId partnerId, Instant removedAt, @MayBeAbsent CustomerId enrolledBy)
            implements AutoPayRuleEvent {}
}
