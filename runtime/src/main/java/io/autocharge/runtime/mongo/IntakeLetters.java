package io.autocharge.runtime.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.pull;
import static com.mongodb.client.model.Updates.push;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import io.autocharge.runtime.mongo.IntakeLetter.State;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jboss.logging.Logger;

/**
 * The dead letters: records from Kafka that could not be taken, with their bytes and the reason. A letter that waits
 * holds up all later records of its key, which queue behind it in order; a rejected one holds up nobody.
 */
@Singleton
public class IntakeLetters {

    /** How many records of one key may wait; then its partition stops, so that nothing grows without end. */
    public static final int LONGEST_QUEUE = 1_000;

    /** How many letters are kept at all. Beyond it, rejected ones are in the log only: a flood must not fill the disk. */
    private static final long MOST_LETTERS = 250_000;

    private static final Duration MEMORY = Duration.ofDays(14);
    private static final Logger LOG = Logger.getLogger(IntakeLetters.class);

    private final MongoCollection<Document> letters;
    private final MongoCollection<Document> queues;

    public IntakeLetters(MongoDatabase database) {
        this.letters = database.getCollection("dead_letters");
        this.queues = database.getCollection("parked_keys");
    }

    /** A key whose records wait, and why the first of them does. */
    public record Queue(String topic, String key, String reason, List<String> letters, Instant since) {}

    /** Those of {@code keys} whose records wait. */
    public Map<String, Queue> waiting(String topic, Collection<String> keys) {
        var found = new HashMap<String, Queue>();
        var names = keys.stream().map(key -> topic + "|" + key).toList();
        queues.find(in("_id", names)).map(IntakeLetters::queue).forEach(queue -> found.put(queue.key(), queue));
        return found;
    }

    /** All keys of a topic whose records wait, at most {@code most}. */
    public List<Queue> waiting(String topic, int most) {
        return queues.find(eq("topic", topic))
                .limit(most)
                .map(IntakeLetters::queue)
                .into(new ArrayList<>());
    }

    /** How many keys of a topic wait. */
    public long waiting(String topic) {
        return queues.countDocuments(eq("topic", topic));
    }

    /** Keeps letters that hold up nobody. One that is known already stays as it is. */
    public void keep(Collection<IntakeLetter> rejected) {
        if (letters.estimatedDocumentCount() + rejected.size() > MOST_LETTERS) {
            LOG.errorf("ALARM dead_letters_full: %d more are not kept", rejected.size());
            return;
        }
        rejected.forEach(this::insert);
    }

    /**
     * Has a letter wait at the end of its key's queue.
     *
     * @return false if an operator has dealt with this very letter before: it is not to be taken at all
     * @throws IllegalStateException if too many wait already
     */
    public boolean park(IntakeLetter letter) {
        if (!insert(letter) && find(letter.id()).map(IntakeLetter::state).orElse(State.WAITING) != State.WAITING) {
            return false;
        }
        var name = letter.topic() + "|" + letter.key();
        while (true) {
            var queue = queues.find(eq("_id", name)).first();
            if (queue == null) {
                if (begin(name, letter)) {
                    return true;
                }
                continue;
            }
            var queued = queue.getList("letters", String.class);
            if (queued.contains(letter.id())) {
                return true;
            }
            if (queued.size() >= LONGEST_QUEUE) {
                throw new IllegalStateException(
                        LONGEST_QUEUE + " records of " + name + " wait: retry or discard the first of them.");
            }
            if (queues.updateOne(eq("_id", name), push("letters", letter.id())).getModifiedCount() == 1) {
                return true;
            }
        }
    }

    /** The ids of the letters that wait with a key, in the order in which they came. */
    public List<String> queue(String topic, String key) {
        var queue = queues.find(eq("_id", topic + "|" + key)).first();
        return queue == null ? List.of() : queue.getList("letters", String.class);
    }

    /** Takes a letter out of its queue. */
    public void release(IntakeLetter letter, State end) {
        close(letter.id(), end);
        queues.updateOne(eq("_id", letter.topic() + "|" + letter.key()), pull("letters", letter.id()));
        forgetEmpty(letter.topic(), letter.key());
    }

    /** Forgets a queue in which nothing waits any more; answers whether there was one. */
    public boolean forgetEmpty(String topic, String key) {
        return queues.deleteOne(and(eq("_id", topic + "|" + key), Filters.size("letters", 0)))
                        .getDeletedCount()
                == 1;
    }

    /** Notes why a letter still waits; the reason of the first one is that of its queue. */
    public void stillWaiting(IntakeLetter letter, String reason, String detail) {
        letters.updateOne(eq("_id", letter.id()), combine(set("reason", reason), set("detail", detail)));
        queues.updateOne(
                and(eq("_id", letter.topic() + "|" + letter.key()), eq("letters.0", letter.id())),
                set("reason", reason));
    }

    /** Notes what became of a letter. */
    public void close(String id, State end) {
        letters.updateOne(eq("_id", id), set("state", end.name()));
    }

    /** One letter. */
    public Optional<IntakeLetter> find(String id) {
        return Optional.ofNullable(letters.find(eq("_id", id)).first()).map(IntakeLetter::of);
    }

    /** The latest letters in this state, or in any if it is absent. */
    public List<IntakeLetter> latest(State state, int most) {
        return letters.find(state == null ? new Document() : eq("state", state.name()))
                .sort(Sorts.descending("received_at"))
                .limit(most)
                .map(IntakeLetter::of)
                .into(new ArrayList<>());
    }

    /** How many letters are in this state. */
    public long count(State state) {
        return letters.countDocuments(eq("state", state.name()));
    }

    /** Forgets letters that were dealt with or rejected long ago. */
    public long forget(Instant now) {
        Bson ended = Filters.ne("state", State.WAITING.name());
        return letters.deleteMany(and(ended, lt("received_at", Date.from(now.minus(MEMORY)))))
                .getDeletedCount();
    }

    private boolean begin(String name, IntakeLetter first) {
        return inserted(
                queues,
                new Document("_id", name)
                        .append("topic", first.topic())
                        .append("key", first.key())
                        .append("reason", first.reason())
                        .append("letters", List.of(first.id()))
                        .append("since", Date.from(first.receivedAt())));
    }

    private boolean insert(IntakeLetter letter) {
        return inserted(letters, letter.document());
    }

    private static boolean inserted(MongoCollection<Document> into, Document document) {
        try {
            into.insertOne(document);
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
            return false;
        }
    }

    private static Queue queue(Document document) {
        return new Queue(
                document.getString("topic"),
                document.getString("key"),
                document.getString("reason"),
                document.getList("letters", String.class),
                document.getDate("since").toInstant());
    }
}
