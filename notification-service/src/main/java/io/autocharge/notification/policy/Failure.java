package io.autocharge.notification.policy;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.payment.ChargeId;
import java.time.Instant;

/** A charge that ended without money, of which its customer is to be told. */
public record Failure(ChargeId chargeId, PartnerId partnerId, CustomerId customerId, Instant failedAt) {

    static final String WORKLIST = "failures";
}
