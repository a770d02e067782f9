package io.autocharge.notification.view;

import com.fasterxml.jackson.annotation.JsonValue;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.notification.WebhookDeliveryId;
import io.autocharge.contracts.notification.WebhookEndpointId;
import io.autocharge.notification.domain.Announcement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The telling of one event to one endpoint, and what came of it so far.
 *
 * @param request the request to send it again that is being carried out; absent if it was sent by itself
 * @param attempts how often it was tried since then
 * @param tries the last of all tries, the newest last
 * @param nextAt when it is tried next; absent if it is not
 */
public record Delivery(
        WebhookDeliveryId id,
        PartnerId partnerId,
        WebhookEndpointId endpointId,
        Announcement event,
        String request,
        State state,
        int attempts,
        List<Try> tries,
        Instant nextAt,
        Instant createdAt) {

    private static final int TRIES_KEPT = 20;

    /** What became of it. */
    public enum State {
        /** It is tried, or will be. */
        PENDING,
        /** The endpoint has taken it. */
        DELIVERED,
        /** It was given up. */
        FAILED,
        /** The endpoint was paused or removed when its turn came. */
        SKIPPED;

        /** Its name on the wire. */
        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** One try: what the endpoint answered, or why it did not. */
    public record Try(Instant at, Integer status, String failure) {}

    /** The id of the telling of this event to this endpoint, always the same. */
    public static WebhookDeliveryId idOf(Announcement event, WebhookEndpointId endpoint) {
        return WebhookDeliveryId.derived(endpoint.value(), event.id().value());
    }

    /** As it begins. */
    public static Delivery of(Announcement event, WebhookEndpointId endpoint, String request, Instant now) {
        return new Delivery(
                idOf(event, endpoint),
                event.partnerId(),
                endpoint,
                event,
                request,
                State.PENDING,
                0,
                List.of(),
                now,
                now);
    }

    /** Whether there is still something to do. */
    public boolean isPending() {
        return state == State.PENDING;
    }

    /** To be sent again, because the partner wants it so. */
    public Delivery again(String request, Instant now) {
        return new Delivery(id, partnerId, endpointId, event, request, State.PENDING, 0, tries, now, createdAt);
    }

    /** After one more try. */
    public Delivery tried(Try what, State next, Instant nextAt) {
        var all = new ArrayList<>(tries);
        all.add(what);
        var kept = all.subList(Math.max(0, all.size() - TRIES_KEPT), all.size());
        return new Delivery(
                id,
                partnerId,
                endpointId,
                event,
                request,
                next,
                attempts + 1,
                List.copyOf(kept),
                next == State.PENDING ? nextAt : null,
                createdAt);
    }

    /** Not sent, because the endpoint takes nothing now. */
    public Delivery skipped() {
        return new Delivery(id, partnerId, endpointId, event, request, State.SKIPPED, attempts, tries, null, createdAt);
    }
}
