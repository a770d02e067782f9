package io.autocharge.runtime.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.inc;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.UpdateOptions;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bson.Document;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The time by which the business runs. It is the world's, except in the sandbox, where it can be moved ahead to see what
 * will happen on a due date; how far is kept in the service's database, for all its processes.
 */
@Singleton
public class SandboxClock {

    private final MongoCollection<Document> clock;
    private final boolean sandbox;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile Duration ahead = Duration.ZERO;

    @Inject
    public SandboxClock(
            MongoDatabase database,
            @ConfigProperty(name = "autocharge.sandbox", defaultValue = "false") boolean sandbox) {
        this.clock = database.getCollection("clock");
        this.sandbox = sandbox;
        refresh();
    }

    /** The clock that everything uses. */
    @Produces
    @Singleton
    @Unremovable
    Clock clock() {
        return new Ahead(ZoneOffset.UTC);
    }

    /** How far the clock is ahead of the world's. */
    public Duration ahead() {
        return ahead;
    }

    /**
     * Moves the clock ahead, for all processes of this service, for good.
     *
     * @throws IllegalStateException outside the sandbox
     * @throws IllegalArgumentException if time were to run backwards, or by more than ten years
     */
    public void advance(Duration by) {
        if (!sandbox) {
            throw new IllegalStateException("The clock can be moved in the sandbox only.");
        }
        if (by.isNegative() || by.compareTo(Duration.ofDays(3_660)) > 0) {
            throw new IllegalArgumentException("The clock can be moved ahead by 0 to 3660 days.");
        }
        clock.updateOne(eq("_id", "ahead"), inc("millis", by.toMillis()), new UpdateOptions().upsert(true));
        refresh();
    }

    /** Looks whether another process has moved the clock. */
    void refresh() {
        if (!sandbox) {
            return;
        }
        var found = clock.find(eq("_id", "ahead")).first();
        var now = found == null ? Duration.ZERO : Duration.ofMillis(found.getLong("millis"));
        if (!now.equals(ahead)) {
            ahead = now;
            listeners.forEach(Runnable::run);
        }
    }

    /** Calls {@code listener} when the clock has been moved. */
    void onMove(Runnable listener) {
        listeners.add(listener);
    }

    private final class Ahead extends Clock {

        private final ZoneId zone;

        Ahead(ZoneId zone) {
            this.zone = zone;
        }

        @Override
        public ZoneId getZone() {
            return zone;
        }

        @Override
        public Clock withZone(ZoneId other) {
            return new Ahead(other);
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead).truncatedTo(ChronoUnit.MILLIS);
        }
    }
}
