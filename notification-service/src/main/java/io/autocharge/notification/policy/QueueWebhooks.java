package io.autocharge.notification.policy;

import io.autocharge.contracts.Event;
import io.autocharge.notification.domain.Announcement;
import io.autocharge.notification.view.Deliveries;
import io.autocharge.notification.view.Delivery;
import io.autocharge.notification.view.WebhookEndpoints;
import io.autocharge.runtime.Policy;
import io.autocharge.runtime.Position;
import io.autocharge.runtime.Worklist;
import io.autocharge.runtime.Worklists;
import java.time.Clock;
import java.time.Instant;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;

/**
 * Whenever something happens that partners are told of, plan to tell each of the partner's endpoints that wants to hear it.
 * Whether an endpoint takes something just now is asked when it is told.
 */
@Policy
public class QueueWebhooks {

    /** How many endpoints a partner has at the most. */
    public static final int MOST_ENDPOINTS = 16;

    private final WebhookEndpoints endpoints;
    private final Deliveries deliveries;
    private final Worklist<Knock> knocks;
    private final Clock clock;

    QueueWebhooks(WebhookEndpoints endpoints, Deliveries deliveries, Worklists worklists, Clock clock) {
        this.endpoints = endpoints;
        this.deliveries = deliveries;
        this.knocks = worklists.of(Knock.class, Knock.WORKLIST);
        this.clock = clock;
    }

    @EventHandler
    void when(Event event, @SequenceNumber long sequence, @Timestamp Instant at, Position position) {
        Announcement.of(event, sequence, position.value(), at).ifPresent(this::plan);
    }

    private void plan(Announcement announcement) {
        for (var endpoint : endpoints.of(announcement.partnerId(), 2 * MOST_ENDPOINTS)) {
            if (endpoint.wants(announcement.type()) && announcement.position() > endpoint.since()) {
                var delivery = Delivery.of(announcement, endpoint.id(), null, clock.instant());
                var knock = new Knock(delivery.id(), endpoint.id(), null);
                deliveries.begin(delivery);
                knocks.put(knock.name(), clock.instant(), knock);
            }
        }
    }
}
