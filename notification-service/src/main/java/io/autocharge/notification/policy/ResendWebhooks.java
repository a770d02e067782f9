package io.autocharge.notification.policy;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.notification.WebhookEndpointId;
import io.autocharge.notification.domain.Announcement;
import io.autocharge.notification.view.Deliveries;
import io.autocharge.notification.view.Delivery;
import io.autocharge.notification.view.PartnerFeed;
import io.autocharge.notification.view.WebhookEndpoints;
import io.autocharge.runtime.Worker;
import io.autocharge.runtime.Worklist;
import io.autocharge.runtime.Worklists;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/** Sends again what a partner asks for: a few events at once, or all from a position on, a hundred at a time. */
@Singleton
public class ResendWebhooks implements Worker<Reread> {

    private static final int STEP = 100;

    private final PartnerFeed feed;
    private final WebhookEndpoints endpoints;
    private final Deliveries deliveries;
    private final Worklist<Knock> knocks;
    private final Worklist<Reread> rereads;
    private final Clock clock;

    ResendWebhooks(
            PartnerFeed feed, WebhookEndpoints endpoints, Deliveries deliveries, Worklists worklists, Clock clock) {
        this.feed = feed;
        this.endpoints = endpoints;
        this.deliveries = deliveries;
        this.knocks = worklists.of(Knock.class, Knock.WORKLIST);
        this.rereads = worklists.of(Reread.class, Reread.WORKLIST);
        this.clock = clock;
    }

    /** Sends these events to the endpoint again; {@code request} said twice is one. */
    public void resend(WebhookEndpointId endpoint, List<Announcement> events, String request) {
        for (var event : events) {
            var knock = new Knock(Delivery.idOf(event, endpoint), endpoint, request);
            deliveries.again(Delivery.of(event, endpoint, request, clock.instant()));
            knocks.put(knock.name(), clock.instant(), knock);
        }
    }

    /** Sends the endpoint again what happened behind a position, up to this moment. */
    public void resendFrom(PartnerId partner, WebhookEndpointId endpoint, long after, String request) {
        put(new Reread(endpoint, partner, after, feed.end(partner), request));
    }

    @Override
    public String worklist() {
        return Reread.WORKLIST;
    }

    @Override
    public Class<Reread> type() {
        return Reread.class;
    }

    @Override
    public int parallel() {
        return 2;
    }

    @Override
    public Verdict work(String id, Reread reread) {
        var endpoint = endpoints.find(reread.partnerId(), reread.endpointId());
        var events = feed.after(reread.partnerId(), reread.after(), STEP).stream()
                .filter(event -> event.position() <= reread.upTo())
                .toList();
        if (endpoint.isEmpty() || events.isEmpty()) {
            return new Verdict.Done();
        }
        resend(
                reread.endpointId(),
                events.stream()
                        .filter(event -> endpoint.get().wants(event.type()))
                        .toList(),
                reread.request());
        var last = events.get(events.size() - 1).position();
        put(new Reread(reread.endpointId(), reread.partnerId(), last, reread.upTo(), reread.request()));
        return new Verdict.Done();
    }

    private void put(Reread reread) {
        rereads.put(reread.name(), clock.instant(), reread);
    }
}
