package io.autocharge.payment.reconciliation;

import io.autocharge.contracts.payment.ChargeId;

/** Whether the processor is still asked what came of a charge. */
public interface Pursuit {

    /** Whether somebody will ask for it, or after it, again. */
    boolean isOn(ChargeId charge);
}
