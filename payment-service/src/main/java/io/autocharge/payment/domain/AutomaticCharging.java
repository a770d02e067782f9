package io.autocharge.payment.domain;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;

/** Whether charges may be made that nobody waits for. */
public interface AutomaticCharging {

    /** Whether it is stopped for the partner until a finding on its books is cleared up. */
    boolean frozen(PartnerId partner);

    /** Whether it is paused for the customer, after a return or a dispute. */
    boolean paused(PartnerId partner, CustomerId customer);
}
