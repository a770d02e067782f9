package io.autocharge.runtime.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Sorts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.deadletter.Cause;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.deadletter.DeadLetterQueueOverflowException;
import org.axonframework.messaging.deadletter.EnqueueDecision;
import org.axonframework.messaging.deadletter.GenericDeadLetter;
import org.axonframework.messaging.deadletter.NoSuchDeadLetterException;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.axonframework.messaging.deadletter.ThrowableCause;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jboss.logging.Logger;

/**
 * The dead letters of one policy or view. When it fails on an event, this event and all later ones of the same aggregate are
 * parked in order, while other aggregates go on; when the fault is mended, they are taken up again in that order.
 */
public final class Letters implements SequencedDeadLetterQueue<EventMessage<?>> {

    private static final Logger LOG = Logger.getLogger(Letters.class);
    private static final int MOST = 1_024;
    private static final Duration CLAIM = Duration.ofSeconds(60);

    private final MongoCollection<Document> letters;
    private final ServerTime serverTime;
    private final String reader;
    private final EventLog log;
    private final Function<StoredEvent, TrackedEventMessage<?>> decode;

    /**
     * @param reader the policy or view
     * @param decode reads a stored event; the letters hold its position only
     */
    public Letters(
            MongoDatabase database, String reader, EventLog log, Function<StoredEvent, TrackedEventMessage<?>> decode) {
        this.letters = database.getCollection("letters");
        this.serverTime = new ServerTime(database);
        this.reader = reader;
        this.log = log;
        this.decode = decode;
    }

    @Override
    public void enqueue(Object sequence, DeadLetter<? extends EventMessage<?>> letter) {
        if (isFull(sequence)) {
            throw new DeadLetterQueueOverflowException(
                    reader + " has no room for more dead letters; it waits for an operator.");
        }
        var position = ((TrackedEventMessage<?>) letter.message())
                .trackingToken()
                .position()
                .orElseThrow();
        var cause = letter.cause();
        var document = new Document("_id", id(sequence, position))
                .append("reader", reader)
                .append("sequence", sequence.toString())
                .append("position", position)
                .append("enqueued_at", Date.from(letter.enqueuedAt()))
                .append("touched_at", Date.from(letter.lastTouched()))
                .append("claimed_until", new Date(0))
                .append("cause_type", cause.map(Cause::type).orElse(null))
                .append("cause", cause.map(Cause::message).orElse(null));
        try {
            letters.insertOne(document);
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
            return; // delivered again before its reader's place was stored
        }
        cause.ifPresent(c ->
                LOG.errorf("ALARM dead_letter: %s parked %s at position %d: %s", reader, sequence, position, c.type()));
    }

    @Override
    public boolean enqueueIfPresent(Object sequence, Supplier<DeadLetter<? extends EventMessage<?>>> letter) {
        if (!contains(sequence)) {
            return false;
        }
        enqueue(sequence, letter.get());
        return true;
    }

    @Override
    public void evict(DeadLetter<? extends EventMessage<?>> letter) {
        if (letter instanceof Letter parked) {
            letters.deleteOne(eq("_id", parked.document().get("_id")));
        }
    }

    @Override
    public void requeue(
            DeadLetter<? extends EventMessage<?>> letter, UnaryOperator<DeadLetter<? extends EventMessage<?>>> change) {
        if (!(letter instanceof Letter parked)) {
            throw new NoSuchDeadLetterException("Not a letter of " + reader);
        }
        var changed = change.apply(letter).markTouched();
        var found = letters.updateOne(
                eq("_id", parked.document().get("_id")),
                combine(
                        set("touched_at", Date.from(changed.lastTouched())),
                        set("claimed_until", new Date(0)),
                        set("cause_type", changed.cause().map(Cause::type).orElse(null)),
                        set("cause", changed.cause().map(Cause::message).orElse(null))));
        if (found.getMatchedCount() == 0) {
            throw new NoSuchDeadLetterException(parked.document().getString("_id"));
        }
    }

    @Override
    public boolean contains(Object sequence) {
        return first(sequence) != null;
    }

    @Override
    public Iterable<DeadLetter<? extends EventMessage<?>>> deadLetterSequence(Object sequence) {
        var found = new ArrayList<DeadLetter<? extends EventMessage<?>>>();
        letters.find(of(sequence)).sort(Sorts.ascending("_id")).forEach(document -> found.add(letter(document)));
        return found;
    }

    @Override
    public Iterable<Iterable<DeadLetter<? extends EventMessage<?>>>> deadLetters() {
        return sequences().keySet().stream().map(this::deadLetterSequence).toList();
    }

    @Override
    public boolean isFull(Object sequence) {
        return contains(sequence) ? sequenceSize(sequence) >= MOST : amountOfSequences() >= MOST;
    }

    @Override
    public long size() {
        return letters.countDocuments(eq("reader", reader));
    }

    @Override
    public long sequenceSize(Object sequence) {
        return letters.countDocuments(of(sequence));
    }

    @Override
    public long amountOfSequences() {
        return sequences().size();
    }

    @Override
    public boolean process(
            Predicate<DeadLetter<? extends EventMessage<?>>> wanted,
            Function<DeadLetter<? extends EventMessage<?>>, EnqueueDecision<EventMessage<?>>> task) {
        for (var head : sequences().values()) {
            var letter = letter(head);
            if (wanted.test(letter) && claim(letter)) {
                return drain(letter, task);
            }
        }
        return false;
    }

    @Override
    public void clear() {
        letters.deleteMany(eq("reader", reader));
    }

    private boolean drain(
            Letter first, Function<DeadLetter<? extends EventMessage<?>>, EnqueueDecision<EventMessage<?>>> task) {
        var letter = first;
        while (letter != null) {
            var decision = task.apply(letter);
            if (decision.shouldEnqueue()) {
                var cause = decision.enqueueCause().orElse(null);
                requeue(letter, l -> decision.withDiagnostics(l.withCause(cause)));
                return false;
            }
            var sequence = letter.document().getString("sequence");
            evict(letter);
            var next = first(sequence);
            letter = next == null ? null : letter(next);
            if (letter != null && !claim(letter)) {
                return false;
            }
        }
        return true;
    }

    /** Takes the first letter of an aggregate, so that nobody else works on that aggregate. */
    private boolean claim(Letter letter) {
        var now = serverTime.now();
        return letters.updateOne(
                                and(eq("_id", letter.document().get("_id")), lte("claimed_until", Date.from(now))),
                                set("claimed_until", Date.from(now.plus(CLAIM))))
                        .getModifiedCount()
                == 1;
    }

    /** The first letter of each aggregate that is parked, longest untouched first. */
    private Map<String, Document> sequences() {
        var heads = new LinkedHashMap<String, Document>();
        letters.find(eq("reader", reader))
                .sort(Sorts.ascending("_id"))
                .forEach(document -> heads.putIfAbsent(document.getString("sequence"), document));
        var sorted = new LinkedHashMap<String, Document>();
        heads.entrySet().stream()
                .sorted(java.util.Comparator.comparing(entry -> entry.getValue().getDate("touched_at")))
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }

    private Document first(Object sequence) {
        return letters.find(of(sequence)).sort(Sorts.ascending("_id")).limit(1).first();
    }

    private Bson of(Object sequence) {
        return and(gte("_id", id(sequence, 0)), lt("_id", reader + "#" + sequence + "#~"));
    }

    private String id(Object sequence, long position) {
        return reader + "#" + sequence + "#" + String.format("%019d", position);
    }

    private Letter letter(Document document) {
        List<StoredEvent> events = log.readFrom(document.getLong("position"), 1);
        var cause = document.getString("cause_type") == null
                ? null
                : new ThrowableCause(document.getString("cause_type"), document.getString("cause"));
        return new Letter(
                document,
                decode.apply(events.get(0)),
                cause,
                document.getDate("enqueued_at").toInstant(),
                document.getDate("touched_at").toInstant());
    }

    /** A letter that remembers where it lies. */
    private static final class Letter extends GenericDeadLetter<EventMessage<?>> {

        private final Document document;

        Letter(Document document, EventMessage<?> message, Cause cause, Instant enqueuedAt, Instant touchedAt) {
            super(document.getString("sequence"), message, cause, enqueuedAt, touchedAt, MetaData.emptyInstance());
            this.document = document;
        }

        Document document() {
            return document;
        }
    }
}
