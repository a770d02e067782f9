package io.autocharge.notification.view;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.notification.WebhookDeliveryId;
import io.autocharge.contracts.notification.WebhookEndpointId;
import io.autocharge.runtime.http.Page;
import io.autocharge.runtime.http.PageRequest;
import io.autocharge.runtime.mongo.Collections;
import io.autocharge.runtime.mongo.Pages;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.bson.conversions.Bson;

/**
 * What was sent to which endpoint, and what is still to be sent. It is what we did and no view of what happened: it is
 * written when it is done, kept for 30 days and never rebuilt.
 */
@Singleton
public class Deliveries {

    /** So often an earlier event of the same thing is tried before a later one may overtake it. */
    private static final int YOUNG = 3;

    private static final int LOOKED_THROUGH = 256;
    private static final int SWEEP_EVERY = 64;
    private static final int SWEPT_AT_ONCE = 128;

    private final MongoCollection<Delivery> deliveries;
    private final Clock clock;
    private final AtomicLong begun = new AtomicLong();

    Deliveries(Collections collections, Clock clock) {
        this.deliveries = collections.of(Delivery.class, "webhook_deliveries");
        this.clock = clock;
        deliveries.createIndex(Indexes.descending("partner_id", "endpoint_id", "created_at", "_id"));
        deliveries.createIndex(Indexes.ascending("endpoint_id", "state", "event.position"));
        deliveries.createIndex(Indexes.ascending("endpoint_id", "state", "event.subject", "event.position"));
        deliveries.createIndex(Indexes.ascending("created_at"));
    }

    /** Begins a delivery. One that has ever begun is not begun again. */
    public void begin(Delivery delivery) {
        if (begun.incrementAndGet() % SWEEP_EVERY == 0) {
            sweep();
        }
        try {
            deliveries.insertOne(delivery);
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
        }
    }

    /** Has a delivery carried out once more for this request; it may never have begun. */
    public void again(Delivery wanted) {
        begin(wanted);
        find(wanted.id())
                .filter(found -> !Objects.equals(found.request(), wanted.request()))
                .ifPresent(found -> deliveries.replaceOne(
                        eq("_id", found.id().value()), found.again(wanted.request(), clock.instant())));
    }

    /** The delivery of this id. */
    public Optional<Delivery> find(WebhookDeliveryId id) {
        return Optional.ofNullable(deliveries.find(eq("_id", id.value())).first());
    }

    /**
     * What may be sent to an endpoint at this moment, side by side: of each thing the earliest event, and none while an
     * earlier one of the same thing is still fresh.
     */
    public List<Delivery> ready(WebhookEndpointId endpoint, Instant now, int most) {
        var ready = new ArrayList<Delivery>();
        var subjects = new HashSet<String>();
        for (var delivery : deliveries
                .find(and(pending(endpoint), lte("next_at", now)))
                .sort(Sorts.ascending("event.position"))
                .limit(LOOKED_THROUGH)
                .into(new ArrayList<>())) {
            if (ready.size() < most && subjects.add(delivery.event().subject()) && !waits(delivery)) {
                ready.add(delivery);
            }
        }
        return ready;
    }

    /** Writes down what became of a delivery, unless the partner has had it begin anew meanwhile. */
    public void record(Delivery delivery) {
        deliveries.replaceOne(
                and(eq("_id", delivery.id().value()), eq("request", delivery.request()), eq("state", "pending")),
                delivery);
    }

    /** What was sent to an endpoint of the partner, the newest first. */
    public Page<Delivery> list(PartnerId partner, WebhookEndpointId endpoint, PageRequest page) {
        var scope = and(
                eq("partner_id", partner.value()), eq("endpoint_id", endpoint.value()), gte("created_at", oldest()));
        return Pages.find(deliveries, scope, page);
    }

    private boolean waits(Delivery delivery) {
        var earlier = and(
                pending(delivery.endpointId()),
                eq("event.subject", delivery.event().subject()),
                lt("event.position", delivery.event().position()),
                lt("attempts", YOUNG));
        return deliveries.find(earlier).first() != null;
    }

    private void sweep() {
        deliveries
                .find(lt("created_at", oldest()))
                .limit(SWEPT_AT_ONCE)
                .into(new ArrayList<>())
                .forEach(old -> deliveries.deleteOne(eq("_id", old.id().value())));
    }

    private Instant oldest() {
        return clock.instant().minus(PartnerFeed.KEPT);
    }

    private static Bson pending(WebhookEndpointId endpoint) {
        return and(eq("endpoint_id", endpoint.value()), eq("state", "pending"));
    }
}
