package io.autocharge.contracts.payment;

import io.autocharge.contracts.payment.LinkEvent.PaymentLinkIssued;
import io.autocharge.contracts.payment.LinkEvent.PaymentLinksClosed;
import io.autocharge.contracts.payment.LinkEvent.PaymentLinksLocked;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How the payment links of an invoice stand, from their events: the same answer for whoever folds them.
 *
 * @param links when each link expires that was made since the last closure, the newest last
 * @param locked whether they were tried too often
 * @param closed why they were closed last, if no link was made since
 */
public record LinkStanding(Map<PaymentLinkId, Instant> links, boolean locked, Optional<LinkClosure> closed) {

    /** So long before a link expires another one may be made: what is mailed is good for at least that time. */
    public static final Duration MARGIN = Duration.ofDays(1);

    /** Before anything happened. */
    public static final LinkStanding NONE = new LinkStanding(Map.of(), false, Optional.empty());

    /** After all these events. */
    public static LinkStanding of(Stream<? extends LinkEvent> events) {
        var standing = NONE;
        for (var event : events.toList()) {
            standing = standing.after(event);
        }
        return standing;
    }

    /** After one event more; a try changes nothing here. */
    public LinkStanding after(LinkEvent event) {
        if (event instanceof PaymentLinkIssued issued) {
            var more = new LinkedHashMap<>(links);
            more.put(issued.paymentLinkId(), issued.expiresAt());
            return new LinkStanding(more, locked, Optional.empty());
        }
        if (event instanceof PaymentLinksLocked) {
            return new LinkStanding(links, true, closed);
        }
        if (event instanceof PaymentLinksClosed closure) {
            var stays = locked && closure.reason() != LinkClosure.REVOKED;
            return new LinkStanding(Map.of(), stays, Optional.of(closure.reason()));
        }
        return this;
    }

    /** Whether anything has happened yet. */
    public boolean isHeardOf() {
        return !links.isEmpty() || locked || closed.isPresent();
    }

    /** Whether this link opens something at {@code now}. */
    public boolean isLive(PaymentLinkId link, Instant now) {
        return !locked && links.containsKey(link) && now.isBefore(links.get(link));
    }

    /** The newest link, if it opens something at {@code now}. */
    public Optional<PaymentLinkId> live(Instant now) {
        return links.keySet().stream().reduce((before, after) -> after).filter(link -> isLive(link, now));
    }
}
