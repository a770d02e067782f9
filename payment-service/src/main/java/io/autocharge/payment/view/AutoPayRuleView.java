package io.autocharge.payment.view;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.payment.AutoPayConditions;
import io.autocharge.contracts.payment.AutoPayRuleEvent.AutoPayRuleCreated;
import io.autocharge.contracts.payment.AutoPayRuleId;
import io.autocharge.contracts.payment.AutoPayScope;
import java.time.Instant;
import java.util.List;

/**
 * An auto-pay rule as it is looked up.
 *
 * @param enrolledBy the customer who has enrolled itself; absent if it is a rule of the partner
 * @param position of the last event that it reflects
 */
public record AutoPayRuleView(
        AutoPayRuleId id,
        PartnerId partnerId,
        String name,
        AutoPayScope scope,
        AutoPayConditions conditions,
        List<InvoiceId> excluded,
        CustomerId enrolledBy,
        boolean inForce,
        Instant createdAt,
        Instant removedAt,
        long position) {

    static AutoPayRuleView of(AutoPayRuleCreated event, long position) {
        return new AutoPayRuleView(
                event.autoPayRuleId(),
                event.partnerId(),
                event.name(),
                event.scope(),
                event.conditions(),
                event.excluded(),
                event.enrolledBy(),
                true,
                event.createdAt(),
                null,
                position);
    }

    AutoPayRuleView removed(Instant at, long position) {
        return new AutoPayRuleView(
                id, partnerId, name, scope, conditions, excluded, enrolledBy, false, createdAt, at, position);
    }
}
