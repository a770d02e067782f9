package io.autocharge.customer.view;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import io.autocharge.customer.domain.Secret;
import io.autocharge.customer.domain.SignedIn;
import io.autocharge.runtime.mongo.Collections;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.bson.conversions.Bson;

/**
 * Who is signed in at the moment. A session ends when its browser was silent for 15 minutes, and after 8 hours in any
 * case. This is no picture of events: nothing else in the business follows from it, and losing it means signing in again.
 */
@Singleton
public class Sessions {

    /** How long a browser may be silent. */
    public static final Duration IDLE = Duration.ofMinutes(15);

    /** How long a session lasts at most. */
    public static final Duration LONGEST = Duration.ofHours(8);

    /** A session as it was found: who it is, since when, and until when at the most. */
    public record Session(SignedIn who, Instant signedInAt, Instant endsAt) {}

    /** Moments are counted in milliseconds, so that the database compares them as numbers. */
    private record Row(String id, SignedIn who, long signedInAtMs, long idleUntilMs, long endsAtMs) {}

    private final MongoCollection<Row> sessions;
    private final Clock clock;

    public Sessions(Collections collections, Clock clock) {
        this.sessions = collections.of(Row.class, "sessions");
        this.clock = clock;
        sessions.createIndex(Indexes.ascending("who.person"));
        sessions.createIndex(Indexes.ascending("idle_until_ms"));
    }

    /** Begins a session and returns its id, which only the browser keeps. */
    public String begin(SignedIn who) {
        var now = clock.millis();
        forget(now);
        return insert(who, now, now + LONGEST.toMillis());
    }

    /** The session of this id, if it has not ended; the browser counts as heard of. */
    public Optional<Session> find(String id) {
        var now = clock.millis();
        var row = sessions.findOneAndUpdate(open(id, now), set("idle_until_ms", now + IDLE.toMillis()));
        return Optional.ofNullable(row).map(Sessions::session);
    }

    /** The same session under another id, until the same hour; the old id is good for nothing from now on. */
    public Optional<String> renew(String id) {
        var row = sessions.findOneAndDelete(open(id, clock.millis()));
        return Optional.ofNullable(row).map(found -> insert(found.who(), found.signedInAtMs(), found.endsAtMs()));
    }

    /** Ends one session. */
    public void end(String id) {
        sessions.deleteOne(eq(Secret.fingerprint(id)));
    }

    /** Ends whatever sessions a person has, in all its browsers, and says how many there were. */
    public long endAll(String person) {
        return sessions.deleteMany(eq("who.person", person)).getDeletedCount();
    }

    private String insert(SignedIn who, long since, long endsAt) {
        var id = Secret.fresh();
        var idleUntil = clock.millis() + IDLE.toMillis();
        sessions.insertOne(new Row(Secret.fingerprint(id), who, since, idleUntil, endsAt));
        return id;
    }

    private void forget(long now) {
        sessions.deleteMany(lte("idle_until_ms", now));
    }

    private static Bson open(String id, long now) {
        return and(eq(Secret.fingerprint(id)), gt("idle_until_ms", now), gt("ends_at_ms", now));
    }

    private static Session session(Row row) {
        return new Session(row.who(), Instant.ofEpochMilli(row.signedInAtMs()), Instant.ofEpochMilli(row.endsAtMs()));
    }
}
