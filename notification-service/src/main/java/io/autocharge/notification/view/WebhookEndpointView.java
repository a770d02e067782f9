package io.autocharge.notification.view;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.notification.WebhookEndpointId;
import io.autocharge.contracts.notification.WebhookPause;
import io.autocharge.contracts.notification.WebhookSignature;
import java.time.Instant;
import java.util.List;

/**
 * A place to which a partner is told what happens.
 *
 * @param pausedReason why nothing is sent there now; absent if something is
 * @param since the position of the feed behind which it is told by itself
 */
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
        Instant createdAt,
        long since) {

    /** Whether it wants to hear of this kind of thing. */
    public boolean wants(String eventType) {
        return eventTypes.isEmpty() || eventTypes.contains(eventType);
    }
}
