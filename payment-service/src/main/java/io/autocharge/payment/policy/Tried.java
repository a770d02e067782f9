package io.autocharge.payment.policy;

import io.autocharge.contracts.payment.ChargeEvent;
import io.autocharge.contracts.payment.ChargeEvent.ChargeScheduled;
import io.autocharge.contracts.payment.ChargeEvent.ChargeSubmitted;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.Origin;
import io.autocharge.runtime.History;
import java.util.EnumSet;
import java.util.Set;

/** A charge that the processor was asked for: how it was planned, and what was asked. */
record Tried(ChargeScheduled plan, ChargeSubmitted submission) {

    private static final Set<Origin> UNATTENDED =
            EnumSet.of(Origin.INVOICE, Origin.AUTO_PAY, Origin.RETRY, Origin.NEW_METHOD);

    /** The charge as its own events tell; what failed or was paid had been planned and submitted before. */
    static Tried read(History histories, ChargeId charge) {
        ChargeScheduled plan = null;
        ChargeSubmitted submission = null;
        for (var event : histories.of(charge, ChargeEvent.class).toList()) {
            if (event instanceof ChargeScheduled planned) {
                plan = planned;
            } else if (event instanceof ChargeSubmitted submitted) {
                submission = submitted;
            }
        }
        if (plan == null || submission == null) {
            throw new IllegalStateException(charge + " was never submitted.");
        }
        return new Tried(plan, submission);
    }

    /** Whether it was made without a person who waits for the answer. */
    boolean nobodyWaits() {
        return UNATTENDED.contains(plan.origin()) || plan.chargeAt().isAfter(plan.scheduledAt());
    }

    /** Which try it was; the first is 1. */
    int attempt() {
        var cause = plan.cause();
        return cause == null || cause.attempt() == null ? 1 : cause.attempt();
    }
}
