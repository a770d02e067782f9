package io.autocharge.contracts.payment;

import io.autocharge.contracts.Command;
import io.autocharge.contracts.Id;
import io.autocharge.contracts.PartnerId;
import java.time.Instant;

/** Orders to what guards all payment links of a partner. */
public sealed interface LinkBreakerCommand extends Command {

    /** The breaker that is ordered. */
    LinkBreakerId linkBreakerId();

    @Override
    default Id subject() {
        return linkBreakerId();
    }

    /** A try by link came as far as the payment processor and ended. Never refused; counted once for a charge. */
    record CountLinkTry(
            LinkBreakerId linkBreakerId, PartnerId partnerId, ChargeId chargeId, boolean declined, Instant endedAt)
            implements LinkBreakerCommand {}
}
