package io.autocharge.payment.reconciliation;

import io.autocharge.contracts.payment.ChargeEvent.LatePaymentFound;
import java.util.List;

/** I18: suspense is 0, or each sum in it has an open case or was decided to go back and is on its way. */
final class SuspenseHasCases {

    private SuspenseHasCases() {}

    /** @param inHand whether a case about it is open, or somebody has decided */
    static List<Finding> check(LatePaymentFound suspended, boolean inHand) {
        return new Verdicts(
                        Invariant.I18,
                        suspended.partnerId(),
                        suspended.chargeId().value())
                .must(inHand, "%s is in suspense, and no case is open", suspended.amount())
                .findings();
    }
}
