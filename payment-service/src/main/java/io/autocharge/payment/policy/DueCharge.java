package io.autocharge.payment.policy;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.payment.ChargeId;

/** A charge that is to start at its time. */
public record DueCharge(ChargeId chargeId, PartnerId partnerId) {

    static final String WORKLIST = "due-charges";
}
