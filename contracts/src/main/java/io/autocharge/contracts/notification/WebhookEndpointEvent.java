package io.autocharge.contracts.notification;

import io.autocharge.contracts.Event;
import io.autocharge.contracts.Id;
import io.autocharge.contracts.PartnerId;
import java.time.Instant;
import java.util.List;

/**
 * The life of a place of a partner to which webhooks are sent, as published on {@code notification.events}. Of its keys
 * only the versions are told.
 */
public sealed interface WebhookEndpointEvent extends Event {

    /** The endpoint that it happened to. */
    WebhookEndpointId webhookEndpointId();

    @Override
    default Id subject() {
        return webhookEndpointId();
    }

    /** The partner is told of {@code eventTypes}, or of everything if there are none. Its first key is 1. */
    record WebhookEndpointRegistered(
            WebhookEndpointId webhookEndpointId,
            PartnerId partnerId,
            String url,
            WebhookSignature signature,
            List<String> eventTypes,
            Instant registeredAt)
            implements WebhookEndpointEvent {}

    /**
     * The key {@code keyVersion} signs from now on, beside the one before it until {@code previousUntil}.
     *
     * @param requestId what the partner called the request
     */
    record WebhookKeyRotated(
            WebhookEndpointId webhookEndpointId,
            PartnerId partnerId,
            int keyVersion,
            Instant previousUntil,
            String requestId,
            Instant rotatedAt)
            implements WebhookEndpointEvent {}

    /** Nothing is sent there for now. */
    record WebhookEndpointPaused(
            WebhookEndpointId webhookEndpointId, PartnerId partnerId, String url, WebhookPause reason, Instant pausedAt)
            implements WebhookEndpointEvent {}

    /** What happens from now on is sent there again. */
    record WebhookEndpointResumed(WebhookEndpointId webhookEndpointId, PartnerId partnerId, Instant resumedAt)
            implements WebhookEndpointEvent {}

    /** Nothing is sent there any more. */
    record WebhookEndpointRemoved(WebhookEndpointId webhookEndpointId, PartnerId partnerId, Instant removedAt)
            implements WebhookEndpointEvent {}
}
