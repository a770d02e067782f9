package io.autocharge.notification.view;

import io.autocharge.contracts.Event;
import io.autocharge.contracts.notification.WebhookEndpointEvent;
import io.autocharge.runtime.Position;
import io.autocharge.runtime.mongo.Collections;
import io.autocharge.runtime.mongo.EmbeddedMongo;
import java.time.Clock;
import java.time.Instant;

/** What the delivery of webhooks rests on, over a database of its own. */
public final class WebhookDesk implements AutoCloseable {

    private final EmbeddedMongo mongo = new EmbeddedMongo();

    public final WebhookEndpoints endpoints;
    public final Deliveries deliveries;
    public final Lanes lanes;
    public final PartnerFeed feed;

    public WebhookDesk(Clock clock) {
        var collections = new Collections(mongo.database());
        endpoints = new WebhookEndpoints(collections);
        deliveries = new Deliveries(collections, clock);
        lanes = new Lanes(collections);
        feed = new PartnerFeed(collections, clock);
    }

    public void hears(WebhookEndpointEvent event, long position) {
        endpoints.on(event, new Position(position));
    }

    public void hears(Event event, long sequence, long position, Instant at) {
        feed.on(event, sequence, at, new Position(position));
    }

    /** Builds the feed anew from nothing. */
    public void forgets() {
        feed.reset();
        endpoints.reset();
    }

    /** How many rows there are of this kind. */
    public long rows(String collection) {
        return mongo.database().getCollection(collection).countDocuments();
    }

    @Override
    public void close() {
        mongo.close();
    }
}
