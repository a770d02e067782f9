package io.autocharge.notification.view;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.notification.WebhookEndpointEvent;
import io.autocharge.contracts.notification.WebhookEndpointEvent.WebhookEndpointRegistered;
import io.autocharge.contracts.notification.WebhookEndpointEvent.WebhookEndpointRemoved;
import io.autocharge.contracts.notification.WebhookEndpointId;
import io.autocharge.notification.domain.Subscription;
import io.autocharge.runtime.Position;
import io.autocharge.runtime.View;
import io.autocharge.runtime.http.Page;
import io.autocharge.runtime.http.PageRequest;
import io.autocharge.runtime.mongo.Collections;
import io.autocharge.runtime.mongo.Pages;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;

/** Where partners want to be told what happens. */
@View
public class WebhookEndpoints {

    private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

    private final MongoCollection<WebhookEndpointView> endpoints;

    WebhookEndpoints(Collections collections) {
        endpoints = collections.of(WebhookEndpointView.class, "webhook_endpoints");
        index();
    }

    /** The endpoint, if the partner has it. */
    public Optional<WebhookEndpointView> find(PartnerId partner, WebhookEndpointId id) {
        return Optional.ofNullable(endpoints
                .find(and(eq("_id", id.value()), eq("partner_id", partner.value())))
                .first());
    }

    /** The partner's endpoints, the newest first. */
    public Page<WebhookEndpointView> list(PartnerId partner, PageRequest page) {
        return Pages.find(endpoints, eq("partner_id", partner.value()), page);
    }

    /** All endpoints of the partner, at most so many. */
    public List<WebhookEndpointView> of(PartnerId partner, int most) {
        return endpoints.find(eq("partner_id", partner.value())).limit(most).into(new ArrayList<>());
    }

    @EventHandler
    void on(WebhookEndpointEvent event, Position position) {
        var id = event.webhookEndpointId().value();
        if (event instanceof WebhookEndpointRemoved) {
            endpoints.deleteOne(eq("_id", id));
            return;
        }
        if (event instanceof WebhookEndpointRegistered registered) {
            put(Subscription.of(registered), registered.registeredAt(), position.value());
            return;
        }
        var was = endpoints.find(eq("_id", id)).first();
        if (was != null) {
            put(subscription(was).after(event), was.createdAt(), was.since());
        }
    }

    /**
     * Nothing is forgotten while it is rebuilt: each row is written anew in full when its turn comes, and whoever is to be
     * told of something just then still is.
     */
    @ResetHandler
    void reset() {
        index();
    }

    private void put(Subscription now, Instant createdAt, long since) {
        var row = new WebhookEndpointView(
                now.id(),
                now.partnerId(),
                now.url(),
                now.signature(),
                now.eventTypes(),
                now.keyVersion(),
                now.previousUntil(),
                now.paused(),
                now.pausedAt(),
                createdAt,
                since);
        endpoints.replaceOne(eq("_id", now.id().value()), row, UPSERT);
    }

    private static Subscription subscription(WebhookEndpointView row) {
        return new Subscription(
                row.id(),
                row.partnerId(),
                row.url(),
                row.signature(),
                row.eventTypes(),
                row.keyVersion(),
                row.previousUntil(),
                row.pausedReason(),
                row.pausedAt(),
                false);
    }

    private void index() {
        endpoints.createIndex(Indexes.descending("partner_id", "created_at", "_id"));
    }
}
