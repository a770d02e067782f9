package io.autocharge.contracts.payment;

import io.autocharge.contracts.MayBeAbsent;

/**
 * What led to a charge that nobody asked for by name.
 *
 * @param retryOf the charge that failed and is tried again
 * @param attempt which try it is; the failed charge itself was the first
 * @param ruleId the auto-pay rule that applied
 */
public record Cause(@MayBeAbsent ChargeId retryOf, @MayBeAbsent Integer attempt, @MayBeAbsent AutoPayRuleId ruleId) {

    /** A try after a failed one. */
    public static Cause retry(ChargeId failed, int attempt) {
        return new Cause(failed, attempt, null);
    }

    /** A rule that applied. */
    public static Cause rule(AutoPayRuleId rule) {
        return new Cause(null, null, rule);
    }
}
