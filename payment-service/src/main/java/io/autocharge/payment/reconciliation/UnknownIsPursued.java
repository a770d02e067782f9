package io.autocharge.payment.reconciliation;

import io.autocharge.contracts.payment.ChargeEvent.ChargeOutcomeUnknown;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * I14: a charge whose outcome is unknown for more than 10 minutes is still asked after, and for more than 72 hours has a
 * case.
 */
final class UnknownIsPursued {

    static final Duration RETRY = Duration.ofMinutes(10);
    static final Duration CASE = Duration.ofHours(72);

    private UnknownIsPursued() {}

    /**
     * @param pursued whether it is on the list of what the processor is asked for
     * @param hasCase whether a case about it is open
     */
    static List<Finding> check(ChargeOutcomeUnknown unknown, Instant now, boolean pursued, boolean hasCase) {
        var age = Duration.between(unknown.unknownSince(), now);
        return new Verdicts(
                        Invariant.I14, unknown.partnerId(), unknown.chargeId().value())
                .must(age.compareTo(RETRY) <= 0 || pursued, "unknown since %s, and nobody asks", unknown.unknownSince())
                .must(age.compareTo(CASE) <= 0 || hasCase, "unknown since %s, without a case", unknown.unknownSince())
                .findings();
    }
}
