package io.autocharge.notification.view;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.notification.WebhookEndpointId;
import io.autocharge.contracts.notification.WebhookPause;
import io.autocharge.contracts.notification.WebhookSignature;
import java.time.Instant;
import java.util.List;

/** A place to which a partner is told what happens; {@code pausedReason} says why nothing is sent there now, if so. */
public record WebhookEndpointView(
        WebhookEndpointId id,
        PartnerId partnerId,
        String url,
        WebhookSignature signature,
        List<String> eventTypes,
        int keyVersion,
        Instant previousUntil,
        WebhookPause pausedReason,
        Instant pausedAt,
        Instant createdAt) {

    /** Whether it wants to hear of this. */
    public boolean wants(String eventType) {
        return eventTypes.isEmpty() || eventTypes.contains(eventType);
    }
}
