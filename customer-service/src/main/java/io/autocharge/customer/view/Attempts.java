package io.autocharge.customer.view;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lte;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import io.autocharge.runtime.mongo.Collections;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How often something was tried lately, counted once for all processes. No picture of events: it is forgotten when its
 * time is over.
 */
@Singleton
public class Attempts {

    private record Row(String id, List<Long> atMs, long version, long untilMs) {}

    private final MongoCollection<Row> attempts;
    private final Clock clock;

    public Attempts(Collections collections, Clock clock) {
        this.attempts = collections.of(Row.class, "attempts");
        this.clock = clock;
        attempts.createIndex(Indexes.ascending("until_ms"));
    }

    /** Counts one more, unless there were {@code most} within the time before now; answers whether it may be done. */
    public boolean allowed(String what, int most, Duration time) {
        var now = clock.millis();
        attempts.deleteMany(lte("until_ms", now));
        while (true) {
            var was = attempts.find(eq(what)).first();
            var lately = new ArrayList<Long>();
            if (was != null) {
                was.atMs().stream().filter(at -> at > now - time.toMillis()).forEach(lately::add);
            }
            if (lately.size() >= most) {
                return false;
            }
            lately.add(now);
            var version = was == null ? 1 : was.version() + 1;
            if (stored(was, new Row(what, lately, version, now + time.toMillis()))) {
                return true;
            }
        }
    }

    /** Whether nobody else counted meanwhile. */
    private boolean stored(Row was, Row row) {
        if (was != null) {
            return attempts.replaceOne(and(eq(was.id()), eq("version", was.version())), row)
                            .getMatchedCount()
                    == 1;
        }
        try {
            attempts.insertOne(row);
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
            return false;
        }
    }
}
