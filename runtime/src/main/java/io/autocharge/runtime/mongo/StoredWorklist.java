package io.autocharge.runtime.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import io.autocharge.runtime.Json;
import io.autocharge.runtime.Worklist;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * A durable to-do list. An item is put once for ever, comes up when it is due on the service's clock, belongs for a while
 * to the process that took it (counted on the server's clock), and leaves a mark when it is done, so that it cannot come
 * back.
 *
 * @param <T> what an item holds
 */
public final class StoredWorklist<T> implements Worklist<T> {

    /** How long a done item is remembered. */
    private static final Duration MEMORY = Duration.ofDays(90);

    private final String name;
    private final Class<T> type;
    private final MongoCollection<Document> items;
    private final ServerTime serverTime;
    private final List<Runnable> bells = new CopyOnWriteArrayList<>();

    StoredWorklist(MongoDatabase database, Class<T> type, String name) {
        this.name = name;
        this.type = type;
        this.items = database.getCollection("worklist." + name);
        this.serverTime = new ServerTime(database);
        items.createIndex(Indexes.ascending("state", "due_at"));
    }

    /** An item in the hands of one process until its lease ends. */
    public record Claim<T>(String id, T body, Instant dueAt, Instant putAt, long fence, int attempts) {}

    /** Its name. */
    public String name() {
        return name;
    }

    Class<T> type() {
        return type;
    }

    @Override
    public void put(String id, Instant dueAt, T body) {
        var item = new Document("_id", id)
                .append("state", "open")
                .append("due_at", Date.from(dueAt))
                .append("lease_until", new Date(0))
                .append("fence", 0L)
                .append("attempts", 0)
                .append("put_at", new Date())
                .append("body", Json.write(body));
        try {
            items.insertOne(item);
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
            return;
        }
        ring();
    }

    @Override
    public void remove(String id) {
        items.updateOne(eq("_id", id), close());
    }

    /**
     * Takes the item that has been due longest and is in nobody's hands.
     *
     * @param now on the service's clock
     * @param owner who takes it
     */
    public Optional<Claim<T>> claim(Instant now, Duration lease, String owner) {
        if (items.find(due(now)).projection(new Document("_id", 1)).limit(1).first() == null) {
            return Optional.empty();
        }
        var server = serverTime.now();
        var item = items.findOneAndUpdate(
                and(due(now), lte("lease_until", Date.from(server))),
                combine(
                        set("lease_until", Date.from(server.plus(lease))),
                        set("owner", owner),
                        inc("fence", 1L),
                        inc("attempts", 1)),
                new FindOneAndUpdateOptions()
                        .sort(Sorts.ascending("state", "due_at"))
                        .returnDocument(ReturnDocument.AFTER));
        return Optional.ofNullable(item).map(this::claimed);
    }

    /** Whether an item is on the list and neither done nor set aside. */
    public boolean isOpen(String id) {
        return items.find(and(eq("_id", id), eq("state", "open"))).limit(1).first() != null;
    }

    /** Ends an item, if the claim still holds; answers whether it did. */
    public boolean done(Claim<T> claim) {
        return items.updateOne(held(claim), close()).getModifiedCount() == 1;
    }

    /** Puts an item back until {@code dueAt} on the service's clock, if the claim still holds; answers whether it did. */
    public boolean retryAt(Claim<T> claim, Instant dueAt) {
        var back = combine(set("due_at", Date.from(dueAt)), set("lease_until", new Date(0)), unset("owner"));
        return items.updateOne(held(claim), back).getModifiedCount() == 1;
    }

    /** Sets an item aside that was tried for too long: it waits for an operator. */
    public boolean giveUp(Claim<T> claim) {
        return items.updateOne(held(claim), combine(set("state", "stuck"), unset("owner")))
                        .getModifiedCount()
                == 1;
    }

    /** Takes up again what was set aside; answers how many. */
    public long retryStuck(Instant now) {
        var back = combine(
                set("state", "open"),
                set("due_at", Date.from(now)),
                set("lease_until", new Date(0)),
                set("put_at", new Date()));
        var count = items.updateMany(eq("state", "stuck"), back).getModifiedCount();
        ring();
        return count;
    }

    /** When the next item comes up on the service's clock, if any is to come. */
    public Optional<Instant> nextAfter(Instant now) {
        return Optional.ofNullable(items.find(and(eq("state", "open"), gt("due_at", Date.from(now))))
                        .sort(Sorts.ascending("state", "due_at"))
                        .limit(1)
                        .first())
                .map(item -> item.getDate("due_at").toInstant());
    }

    /** How many items are due now and not done. */
    public long due(Instant now, long most) {
        return items.countDocuments(due(now), new com.mongodb.client.model.CountOptions().limit((int) most));
    }

    /** How many items were set aside. */
    long stuck(int most) {
        return items.countDocuments(eq("state", "stuck"), new com.mongodb.client.model.CountOptions().limit(most));
    }

    /** Frees what a process held that is known to be dead, so that nobody waits for its leases to end. */
    long free(Instant now, java.util.function.Predicate<String> dead) {
        long freed = 0;
        for (var item :
                items.find(and(due(now), gt("lease_until", new Date(0)))).limit(1_000)) {
            var owner = item.getString("owner");
            if (owner != null && dead.test(owner)) {
                freed += items.updateOne(
                                and(eq("_id", item.get("_id")), eq("fence", item.get("fence")), eq("owner", owner)),
                                set("lease_until", new Date(0)))
                        .getModifiedCount();
            }
        }
        return freed;
    }

    /** Forgets items that were done long ago. */
    void forget(Instant now) {
        items.deleteMany(and(eq("state", "done"), lt("due_at", Date.from(now.minus(MEMORY)))));
    }

    /** Has {@code bell} rung whenever an item is put in this process. */
    void onPut(Runnable bell) {
        bells.add(bell);
    }

    void ring() {
        bells.forEach(Runnable::run);
    }

    private static Bson due(Instant now) {
        return and(eq("state", "open"), lte("due_at", Date.from(now)));
    }

    private static Bson held(Claim<?> claim) {
        return and(eq("_id", claim.id()), eq("state", "open"), eq("fence", claim.fence()));
    }

    private static Bson close() {
        return combine(set("state", "done"), set("lease_until", new Date(0)), unset("owner"));
    }

    private Claim<T> claimed(Document item) {
        return new Claim<>(
                item.getString("_id"),
                Json.read(item.getString("body"), type),
                item.getDate("due_at").toInstant(),
                item.getDate("put_at").toInstant(),
                item.getLong("fence"),
                item.getInteger("attempts"));
    }
}
