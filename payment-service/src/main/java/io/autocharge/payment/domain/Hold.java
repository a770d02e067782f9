package io.autocharge.payment.domain;

import io.autocharge.contracts.payment.AutoPayEvent.AutoPayDecided;
import io.autocharge.contracts.payment.AutoPayRuleEvent.AutoPayRuleCreated;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Something that happened to an invoice after which the rules then in force leave it alone; newer ones do not. */
public record Hold(AutoPayReason reason, Instant since) {

    private static final Set<AutoPayReason> LASTING =
            Set.of(AutoPayReason.CUSTOMER_OBJECTED, AutoPayReason.CANCELED_BY_PARTNER, AutoPayReason.CHARGE_FAILED);

    /** What a decision keeps back from now on, if it says that its charge was given up by somebody or has failed. */
    public static Optional<Hold> after(AutoPayDecided decided) {
        if (decided.reason() == null || decided.chargeId() == null) {
            return Optional.empty();
        }
        var reason = AutoPayReason.valueOf(decided.reason());
        return LASTING.contains(reason) ? Optional.of(new Hold(reason, decided.decidedAt())) : Optional.empty();
    }

    boolean keepsBack(AutoPayRuleCreated rule) {
        return !rule.createdAt().isAfter(since);
    }
}
