package io.autocharge.notification.view;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import io.autocharge.contracts.Ulid;
import io.autocharge.contracts.notification.WebhookEndpointId;
import io.autocharge.runtime.mongo.Collections;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The way to each endpoint, on which one worker of one process is at a time: so an endpoint that is slow keeps one worker
 * waiting and no more, and what happened to one thing is told in order.
 */
@Singleton
public class Lanes {

    /** Longer than a turn can take: who was there and has died is not waited for any longer. */
    public static final Duration LEASE = Duration.ofSeconds(80);

    private static final Duration FIRST_REST = Duration.ofSeconds(1);
    private static final Duration LONGEST_REST = Duration.ofMinutes(1);

    /** The way to one endpoint; {@code failures} counts the turns that failed one after another. */
    public record Lane(WebhookEndpointId id, String holder, Instant freeAt, int failures) {}

    private final MongoCollection<Lane> lanes;

    Lanes(Collections collections) {
        lanes = collections.of(Lane.class, "webhook_lanes");
    }

    /** Takes the way to an endpoint, if nobody is on it and it does not rest. */
    public Optional<Lane> enter(WebhookEndpointId endpoint, Instant now) {
        var holder = Ulid.fresh(now);
        var until = now.plus(LEASE);
        var taken = lanes.findOneAndUpdate(
                and(eq("_id", endpoint.value()), lte("free_at", now)),
                combine(set("holder", holder), set("free_at", until)),
                new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER));
        if (taken != null) {
            return Optional.of(taken);
        }
        try {
            var fresh = new Lane(endpoint, holder, until, 0);
            lanes.insertOne(fresh);
            return Optional.of(fresh);
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /** Gives the way free: at once, or after a rest that grows as long as turns fail. */
    public void leave(Lane lane, boolean failed, Instant now) {
        var failures = failed ? lane.failures() + 1 : 0;
        var change = combine(
                set("free_at", failed ? now.plus(rest(failures)) : now), set("failures", failures), set("holder", ""));
        lanes.updateOne(and(eq("_id", lane.id().value()), eq("holder", lane.holder())), change);
    }

    /** Forgets the way to an endpoint that is no more. */
    public void forget(WebhookEndpointId endpoint) {
        lanes.deleteOne(eq("_id", endpoint.value()));
    }

    static Duration rest(int failures) {
        var rest = FIRST_REST.multipliedBy(1L << Math.min(failures - 1, 10));
        return rest.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest;
    }
}
