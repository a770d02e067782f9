package io.autocharge.payment.policy;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.PaymentMethodId;
import java.time.Instant;

/** A charge that the processor is to be asked for until it has said what came of it. */
public record Submission(
        ChargeId chargeId,
        PartnerId partnerId,
        CustomerId customerId,
        PaymentMethodId paymentMethodId,
        Money amount,
        Instant submittedAt) {

    static final String WORKLIST = "submissions";
}
