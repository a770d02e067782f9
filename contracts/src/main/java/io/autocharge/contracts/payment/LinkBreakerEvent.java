package io.autocharge.contracts.payment;

import io.autocharge.contracts.Event;
import io.autocharge.contracts.Id;
import io.autocharge.contracts.PartnerId;
import java.time.Instant;

/** What happens to all payment links of a partner together, as published on {@code payment.events}. */
public sealed interface LinkBreakerEvent extends Event {

    /** The breaker that it happened to. */
    LinkBreakerId linkBreakerId();

    @Override
    default Id subject() {
        return linkBreakerId();
    }

    /** One more try by link was made for the partner. */
    record LinkTryCounted(
            LinkBreakerId linkBreakerId, PartnerId partnerId, ChargeId chargeId, boolean declined, Instant endedAt)
            implements LinkBreakerEvent {}

    /** So many of the partner's latest tries were declined that its links rest until {@code until}, and then work by themselves. */
    record PaymentLinksPaused(
            LinkBreakerId linkBreakerId, PartnerId partnerId, int tries, int declines, Instant pausedAt, Instant until)
            implements LinkBreakerEvent {}
}
