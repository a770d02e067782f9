package io.autocharge.payment.policy;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.RefundId;
import java.time.Instant;

/**
 * A refund that the processor is to be asked for until it has said what came of it.
 *
 * @param processorReference the processor's own name of the charge
 */
public record RefundOrder(
        RefundId refundId,
        ChargeId chargeId,
        PartnerId partnerId,
        String processorReference,
        Money amount,
        Instant requestedAt) {

    static final String WORKLIST = "refunds";
}
