package io.autocharge.payment.domain;

import io.autocharge.contracts.payment.AutoPayRuleEvent.AutoPayRuleCreated;
import java.time.Instant;

/** Something that happened to an invoice after which the rules then in force leave it alone; newer ones do not. */
public record Hold(AutoPayReason reason, Instant since) {

    boolean keepsBack(AutoPayRuleCreated rule) {
        return !rule.createdAt().isAfter(since);
    }
}
