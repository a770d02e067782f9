package io.autocharge.runtime.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.ReadConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.bson.Document;

/**
 * The one writer of a process. Units of work that arrive while a commit is on its way share the next one. A commit takes
 * its positions by being inserted at tail + 1: there is no moment at which a position is taken and empty, so a writer that
 * dies leaves no gap.
 */
final class CommitWriter implements AutoCloseable {

    private static final int MOST_EVENTS = 1_000;
    private static final int MOST_BYTES = 4 << 20;
    private static final int SMALL = 32;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final MongoCollection<Document> commits;
    private final MongoCollection<Document> newest;
    private final Consumer<Commit> written;
    private final BlockingQueue<Unit> queue = new ArrayBlockingQueue<>(4_096);
    private final Deque<Unit> deferred = new ArrayDeque<>();
    private final Thread thread;
    private volatile boolean closed;
    private boolean last;
    private long next = -1;

    CommitWriter(MongoCollection<Document> commits, Consumer<Commit> written) {
        this.commits = commits;
        this.newest = commits.withReadConcern(ReadConcern.LOCAL);
        this.written = written;
        this.thread = new Thread(this::run, "event-writer");
        thread.setDaemon(true);
        thread.start();
    }

    private record Unit(List<EventRecord> events, int bytes, CompletableFuture<List<StoredEvent>> answer) {

        /** What the writer finds in its queue when it is to stop. */
        static final Unit END = new Unit(List.of(), 0, new CompletableFuture<>());
    }

    /** Stores a unit of work and returns when it is durable. */
    List<StoredEvent> write(List<EventRecord> events) {
        var unit = new Unit(List.copyOf(events), Sizes.checked(events), new CompletableFuture<>());
        try {
            if (closed || !queue.offer(unit, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Unavailable("The event store takes no more: closed or overloaded.");
            }
            if (closed && !thread.isAlive()) {
                failAll();
            }
            return unit.answer().join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("Interrupted before the events were handed to the store.");
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            queue.put(Unit.END);
            thread.join(2 * PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        failAll();
    }

    private void run() {
        while (!last) {
            List<Unit> group = List.of();
            try {
                group = gather();
                write(group, UUID.randomUUID().toString());
            } catch (InterruptedException e) {
                fail(group, new Unavailable("The event store is closed."));
            } catch (RuntimeException | Error e) {
                next = -1;
                fail(group, e);
            }
        }
    }

    private List<Unit> gather() throws InterruptedException {
        var group = new ArrayList<Unit>();
        var keys = new HashSet<String>();
        var unit = deferred.isEmpty() ? queue.take() : deferred.poll();
        var events = 0;
        var bytes = 0;
        while (unit != null) {
            if (unit == Unit.END) {
                last = true;
                break;
            }
            events += unit.events().size();
            bytes += unit.bytes();
            if (!group.isEmpty() && (bytes > MOST_BYTES || !mayJoin(group, events, keys, unit))) {
                deferred.addFirst(unit);
                break;
            }
            unit.events().forEach(event -> keys.add(event.key()));
            group.add(unit);
            unit = deferred.isEmpty() ? queue.poll() : deferred.poll();
        }
        return group;
    }

    /**
     * A unique index does not see a key twice in one document, so units that compete never share one. A large unit, such as
     * what was heard from others, stays alone: who reads an aggregate reads the commits in which it occurs.
     */
    private static boolean mayJoin(List<Unit> group, int events, Set<String> keys, Unit unit) {
        return events <= MOST_EVENTS
                && unit.events().size() <= SMALL
                && group.get(0).events().size() <= SMALL
                && unit.events().stream().noneMatch(event -> keys.contains(event.key()));
    }

    private void write(List<Unit> group, String id) throws InterruptedException {
        var units = new ArrayList<>(group);
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!units.isEmpty()) {
            if (next < 0) {
                next = tail() + 1;
            }
            var commit = new Commit(
                    id,
                    next,
                    units.stream().flatMap(unit -> unit.events().stream()).toList());
            try {
                commits.insertOne(commit.document());
                succeed(commit, units);
                return;
            } catch (MongoException e) {
                if (isDuplicate(e)) {
                    if (resolve(commit, units)) {
                        return;
                    }
                } else if (!mayHaveHappened(e)) {
                    throw e;
                }
                if (System.nanoTime() > deadline) {
                    throw e;
                }
            }
        }
    }

    /** Something stands in the way: our own earlier attempt, another commit at this position, or a taken key. */
    private boolean resolve(Commit commit, List<Unit> units) throws InterruptedException {
        var there = newest.find(eq("_id", commit.first()))
                .projection(Projections.include("commit"))
                .first();
        if (there != null && commit.id().equals(there.getString("commit"))) {
            return confirm(commit, units);
        }
        var tail = tail();
        if (tail + 1 != next) {
            next = tail + 1;
            return false;
        }
        if (!removeTaken(units)) {
            pause();
        }
        return false;
    }

    /** Our earlier attempt did arrive; it counts as soon as a majority has it. */
    private boolean confirm(Commit commit, List<Unit> units) throws InterruptedException {
        if (commits.find(eq("_id", commit.first()))
                        .projection(Projections.include("_id"))
                        .first()
                == null) {
            pause();
            return false;
        }
        succeed(commit, units);
        return true;
    }

    private boolean removeTaken(List<Unit> units) {
        var keys = units.stream()
                .flatMap(unit -> unit.events().stream())
                .map(EventRecord::key)
                .toList();
        var taken = new HashSet<String>();
        newest.find(in("keys", keys))
                .projection(Projections.include("keys"))
                .forEach(found -> taken.addAll(found.getList("keys", String.class)));
        return units.removeIf(unit -> {
            var key = unit.events().stream()
                    .map(EventRecord::key)
                    .filter(taken::contains)
                    .findFirst();
            key.ifPresent(k -> unit.answer().completeExceptionally(new KeyTaken(k)));
            return key.isPresent();
        });
    }

    private void succeed(Commit commit, List<Unit> units) {
        next = commit.next();
        written.accept(commit);
        var stored = commit.stored();
        var from = 0;
        for (var unit : units) {
            var to = from + unit.events().size();
            unit.answer().complete(stored.subList(from, to));
            from = to;
        }
    }

    private long tail() {
        var last = newest.find()
                .projection(Projections.include("count"))
                .sort(Sorts.descending("_id"))
                .limit(1)
                .first();
        return last == null ? 0 : last.getLong("_id") + last.getInteger("count") - 1;
    }

    private static boolean isDuplicate(MongoException e) {
        return e instanceof MongoWriteException write && write.getError().getCategory() == ErrorCategory.DUPLICATE_KEY;
    }

    /** A connection that broke, a server that stepped down: the commit may be stored, so the same one is tried again. */
    private static boolean mayHaveHappened(MongoException e) throws InterruptedException {
        if (e instanceof MongoWriteException) {
            return false;
        }
        pause();
        return true;
    }

    private static void pause() throws InterruptedException {
        LockSupport.parkNanos(
                TimeUnit.MILLISECONDS.toNanos(ThreadLocalRandom.current().nextInt(5, 50)));
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private static void fail(List<Unit> units, Throwable cause) {
        units.forEach(unit -> unit.answer().completeExceptionally(cause));
    }

    private void failAll() {
        var left = new ArrayList<Unit>();
        queue.drainTo(left);
        fail(left, new Unavailable("The event store is closed."));
    }
}
