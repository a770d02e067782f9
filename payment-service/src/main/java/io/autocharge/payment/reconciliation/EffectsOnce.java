package io.autocharge.payment.reconciliation;

import io.autocharge.contracts.payment.ChargeEvent;
import io.autocharge.contracts.payment.ChargeEvent.RefundFailed;
import io.autocharge.contracts.payment.ChargeEvent.RefundRequested;
import io.autocharge.contracts.payment.ChargeEvent.RefundSucceeded;
import io.autocharge.contracts.payment.RefundId;
import io.autocharge.runtime.Chronicle.Fact;
import java.util.HashSet;
import java.util.List;

/**
 * I12: an effect is done once at the most under its id. Of the effects that are made here, a charge is covered by I8; this is
 * the refunds: each was asked for before it was done, and has ended once. Mails are notification-service's and are not
 * heard of here.
 */
final class EffectsOnce {

    private EffectsOnce() {}

    static List<Finding> check(List<Fact> charge) {
        var any = Facts.first(charge, ChargeEvent.class);
        if (any == null) {
            return List.of();
        }
        var verdicts =
                new Verdicts(Invariant.I12, any.partnerId(), any.chargeId().value());
        var asked = new HashSet<RefundId>();
        var ended = new HashSet<RefundId>();
        for (var fact : charge) {
            if (fact.event() instanceof RefundRequested e) {
                asked.add(e.refundId());
            } else if (fact.event() instanceof RefundSucceeded e) {
                end(e.refundId(), asked, ended, verdicts);
            } else if (fact.event() instanceof RefundFailed e) {
                end(e.refundId(), asked, ended, verdicts);
            }
        }
        return verdicts.findings();
    }

    private static void end(RefundId refund, HashSet<RefundId> asked, HashSet<RefundId> ended, Verdicts verdicts) {
        verdicts.must(asked.contains(refund), "%s was done and never asked for", refund)
                .must(ended.add(refund), "%s has ended twice", refund);
    }
}
