package io.autocharge.runtime.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import io.autocharge.runtime.Json;
import io.autocharge.runtime.Keys;
import io.autocharge.runtime.http.FirstAnswer;
import io.autocharge.runtime.http.FirstAnswers;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.bson.Document;
import org.bson.types.Binary;

/**
 * First answers in the service's own database, one document for each scope and key. The unique {@code _id} lets one of
 * all who come in; a process that dies in between blocks its key until its lease ends.
 */
@Singleton
public class StoredFirstAnswers implements FirstAnswers {

    static final Duration MEMORY = Duration.ofDays(30);
    static final Duration LEASE = Duration.ofSeconds(20);
    static final int MOST_AT_A_SWEEP = 1_000;

    private static final long SWEEP = Duration.ofSeconds(5).toNanos();
    private static final int MOST_TRIES = 3;

    private final MongoCollection<Document> answers;
    private final Envelope envelope;
    private final Supplier<Instant> serverTime;
    private final AtomicLong swept = new AtomicLong(System.nanoTime());

    @Inject
    public StoredFirstAnswers(MongoDatabase database, Keys keys) {
        this(database, new Envelope(keys, "answers.key"), new ServerTime(database)::now);
    }

    /** Time is the database's: the clock of the business may be moved by a sandbox, and a key shall not be free by that. */
    StoredFirstAnswers(MongoDatabase database, Envelope envelope, Supplier<Instant> serverTime) {
        this.answers = database.getCollection("first_answers");
        this.envelope = envelope;
        this.serverTime = serverTime;
        answers.createIndex(Indexes.ascending("forget_after"));
    }

    @Override
    public Standing ask(Asked asked) {
        sweepAtTimes();
        var id = envelope.mark("key", (asked.scope() + "\n" + asked.key()).getBytes(StandardCharsets.UTF_8));
        var content = envelope.mark("content " + id, asked.content());
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            var turn = new Turn(id, UUID.randomUUID().toString());
            if (first(turn, content)) {
                return turn;
            }
            var found = answers.find(eq("_id", id)).first();
            var standing = found == null ? null : standing(found, content, turn);
            if (standing != null) {
                return standing;
            }
        }
        return new InProgress();
    }

    @Override
    public FirstAnswer keep(Turn turn, FirstAnswer answer) {
        var sealed = new Binary(envelope.seal(turn.id(), Json.write(answer).getBytes(StandardCharsets.UTF_8)));
        var kept = answers.updateOne(held(turn), combine(set("state", "answered"), set("sealed", sealed)));
        if (kept.getModifiedCount() == 1) {
            return answer;
        }
        var found = answers.find(eq("_id", turn.id())).first();
        return found != null && isAnswered(found) ? opened(found) : answer;
    }

    @Override
    public void release(Turn turn) {
        answers.deleteOne(held(turn));
    }

    /** Forgets some of what is old; how many they were. */
    long sweep() {
        var old = new ArrayList<Object>();
        answers.find(lte("forget_after", Date.from(serverTime.get())))
                .projection(Projections.include("_id"))
                .limit(MOST_AT_A_SWEEP)
                .forEach(answer -> old.add(answer.get("_id")));
        return old.isEmpty() ? 0 : answers.deleteMany(in("_id", old)).getDeletedCount();
    }

    private void sweepAtTimes() {
        var last = swept.get();
        var now = System.nanoTime();
        if (now - last > SWEEP && swept.compareAndSet(last, now)) {
            sweep();
        }
    }

    private boolean first(Turn turn, String content) {
        var now = serverTime.get();
        try {
            answers.insertOne(new Document("_id", turn.id())
                    .append("content", content)
                    .append("state", "open")
                    .append("holder", turn.holder())
                    .append("lease_until", Date.from(now.plus(LEASE)))
                    .append("forget_after", Date.from(now.plus(MEMORY))));
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
            return false;
        }
    }

    /** What this document says of the request; nothing if it has just changed, so that one has to ask again. */
    private Standing standing(Document found, String content, Turn turn) {
        var now = serverTime.get();
        if (!found.getDate("forget_after").toInstant().isAfter(now)) {
            answers.deleteOne(and(eq("_id", turn.id()), lte("forget_after", Date.from(now))));
            return null;
        }
        if (!content.equals(found.getString("content"))) {
            return new Reused();
        }
        if (isAnswered(found)) {
            return new Answered(opened(found));
        }
        if (found.getDate("lease_until").toInstant().isAfter(now)) {
            return new InProgress();
        }
        var taken = answers.updateOne(
                held(new Turn(turn.id(), found.getString("holder"))),
                combine(set("holder", turn.holder()), set("lease_until", Date.from(now.plus(LEASE)))));
        return taken.getModifiedCount() == 1 ? turn : null;
    }

    private static org.bson.conversions.Bson held(Turn turn) {
        return and(eq("_id", turn.id()), eq("holder", turn.holder()), eq("state", "open"));
    }

    private static boolean isAnswered(Document found) {
        return "answered".equals(found.getString("state"));
    }

    private FirstAnswer opened(Document found) {
        var sealed = found.get("sealed", Binary.class).getData();
        return Json.read(
                new String(envelope.open(found.getString("_id"), sealed), StandardCharsets.UTF_8), FirstAnswer.class);
    }
}
