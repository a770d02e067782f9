package io.autocharge.customer.view;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import io.autocharge.runtime.mongo.Collections;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/**
 * Who has failed too often to be listened to for a while: after five failures in a row one minute, then two, four, eight,
 * at most fifteen. Whoever has no account is counted too, so that nothing can be learnt from it.
 */
@Singleton
public class Lockouts {

    private static final int FREE = 5;
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final Duration MEMORY = Duration.ofDays(1);

    private record Row(String id, long failures, long lockedUntilMs, long forgetAtMs) {}

    private final MongoCollection<Row> lockouts;
    private final Clock clock;

    public Lockouts(Collections collections, Clock clock) {
        this.lockouts = collections.of(Row.class, "lockouts");
        this.clock = clock;
        lockouts.createIndex(Indexes.ascending("forget_at_ms"));
    }

    /** Whether it is not listened to at the moment. */
    public boolean isLocked(String who) {
        var row = lockouts.find(eq(who)).first();
        return row != null && row.lockedUntilMs() > clock.millis();
    }

    /** One failure more. */
    public void failed(String who) {
        var now = clock.millis();
        lockouts.deleteMany(lte("forget_at_ms", now));
        var row = lockouts.findOneAndUpdate(
                eq(who),
                combine(inc("failures", 1L), inc("locked_until_ms", 0L), set("forget_at_ms", now + MEMORY.toMillis())),
                new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER));
        if (row.failures() >= FREE) {
            var doubled = Duration.ofMinutes(1L << Math.min(row.failures() - FREE, 10));
            var pause = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
            lockouts.updateOne(eq(who), set("locked_until_ms", now + pause.toMillis()));
        }
    }

    /** It has proved itself: earlier failures count no more. */
    public void succeeded(String who) {
        lockouts.deleteOne(eq(who));
    }
}
