package io.autocharge.notification.domain;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.notification.WebhookEndpointEvent;
import io.autocharge.contracts.notification.WebhookEndpointEvent.WebhookEndpointPaused;
import io.autocharge.contracts.notification.WebhookEndpointEvent.WebhookEndpointRegistered;
import io.autocharge.contracts.notification.WebhookEndpointEvent.WebhookEndpointRemoved;
import io.autocharge.contracts.notification.WebhookEndpointEvent.WebhookEndpointResumed;
import io.autocharge.contracts.notification.WebhookEndpointEvent.WebhookKeyRotated;
import io.autocharge.contracts.notification.WebhookEndpointId;
import io.autocharge.contracts.notification.WebhookPause;
import io.autocharge.contracts.notification.WebhookSignature;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What was agreed with a partner about one endpoint, as it stands.
 *
 * @param eventTypes what it wants to hear; none means everything
 * @param keyVersion the key that signs
 * @param previousUntil until when the key before it signs too; absent if there never was one
 * @param paused why nothing is sent; absent if something is
 */
public record Subscription(
        WebhookEndpointId id,
        PartnerId partnerId,
        String url,
        WebhookSignature signature,
        List<String> eventTypes,
        int keyVersion,
        Instant previousUntil,
        WebhookPause paused,
        Instant pausedAt,
        boolean removed) {

    /** The one that a life has led to, if it has begun. */
    public static Optional<Subscription> of(Stream<WebhookEndpointEvent> life) {
        Subscription subscription = null;
        for (var event : life.toList()) {
            subscription =
                    event instanceof WebhookEndpointRegistered registered ? of(registered) : subscription.after(event);
        }
        return Optional.ofNullable(subscription);
    }

    /** As it begins. */
    public static Subscription of(WebhookEndpointRegistered event) {
        return new Subscription(
                event.webhookEndpointId(),
                event.partnerId(),
                event.url(),
                event.signature(),
                event.eventTypes(),
                1,
                null,
                null,
                null,
                false);
    }

    /** As it is after this too. */
    public Subscription after(WebhookEndpointEvent event) {
        if (event instanceof WebhookKeyRotated rotated) {
            return with(rotated.keyVersion(), rotated.previousUntil(), paused, pausedAt, removed);
        }
        if (event instanceof WebhookEndpointPaused stopped) {
            return with(keyVersion, previousUntil, stopped.reason(), stopped.pausedAt(), removed);
        }
        if (event instanceof WebhookEndpointResumed) {
            return with(keyVersion, previousUntil, null, null, removed);
        }
        if (event instanceof WebhookEndpointRemoved) {
            return with(keyVersion, previousUntil, paused, pausedAt, true);
        }
        return this;
    }

    /** Whether something is sent there now. */
    public boolean isActive() {
        return paused == null && !removed;
    }

    /** Whether it wants to hear of this. */
    public boolean wants(String eventType) {
        return eventTypes.isEmpty() || eventTypes.contains(eventType);
    }

    /** The versions of the keys that sign at this moment, the newest first: two for a while after a rotation. */
    public List<Integer> keysAt(Instant now) {
        return previousUntil != null && now.isBefore(previousUntil)
                ? List.of(keyVersion, keyVersion - 1)
                : List.of(keyVersion);
    }

    private Subscription with(
            int keyVersion, Instant previousUntil, WebhookPause paused, Instant pausedAt, boolean removed) {
        return new Subscription(
                id, partnerId, url, signature, eventTypes, keyVersion, previousUntil, paused, pausedAt, removed);
    }
}
