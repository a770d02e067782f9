package io.autocharge.notification.policy;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.payment.ChargeId;

/** A planned charge of which its customer is to be told some days before. */
public record Notice(ChargeId chargeId, PartnerId partnerId) {

    static final String WORKLIST = "notices";
}
