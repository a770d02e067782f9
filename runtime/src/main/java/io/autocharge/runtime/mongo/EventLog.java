package io.autocharge.runtime.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.ReadPreference;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.bson.Document;
import org.jboss.logging.Logger;

/**
 * Everything that ever happened in this context and what it heard from others, in one order. Positions count from 1 without
 * gaps and become visible in that order; a unit of work is stored whole or not at all; each place in the life of an
 * aggregate is taken once.
 */
@Singleton
public class EventLog implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(EventLog.class);
    private static final int FEW_COMMITS = 256;

    private final MongoDatabase database;
    private final String node;
    private final MongoCollection<Document> commits;
    private final CommitWriter writer;
    private final Tail tail = new Tail();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Follower follower;
    private volatile long ownEnd;

    /** What became of a foreign fact. */
    public enum Intake {
        /** It is stored now. */
        APPENDED,
        /** It was here already. */
        DUPLICATE,
        /** The fact before it is missing, so it was not stored. */
        GAP
    }

    @Inject
    public EventLog(MongoDatabase database) {
        this(database, Node.ID, Duration.ofMillis(500));
    }

    /**
     * @param node the name of this process among those that share the database
     * @param poll how often to look for what other processes appended
     */
    public EventLog(MongoDatabase database, String node, Duration poll) {
        this.database = database;
        this.node = node;
        commits = database.getCollection("events");
        commits.createIndex(Indexes.ascending("keys"), new IndexOptions().unique(true));
        commits.createIndex(Indexes.ascending("aggregates", "_id"));
        writer = new CommitWriter(commits, this::written);
        follower = new Follower(this, poll);
    }

    /**
     * Stores a unit of work and returns when it is durable.
     *
     * @throws KeyTaken if somebody else was first
     * @throws TooLarge if it does not fit
     */
    public List<StoredEvent> append(List<EventRecord> unitOfWork) {
        return writer.write(unitOfWork);
    }

    /**
     * Stores what other contexts have published, all of it in one commit if it fits: what is here already is left out, and so is what
     * would leave a gap in the life of its aggregate. Answers what became of each.
     */
    public List<Intake> appendForeign(List<EventRecord> facts) {
        while (!facts.isEmpty()) {
            var verdicts = judge(facts);
            var news = new ArrayList<EventRecord>();
            for (int i = 0; i < facts.size(); i++) {
                if (verdicts.get(i) == Intake.APPENDED) {
                    news.add(facts.get(i));
                }
            }
            try {
                Sizes.parted(news).forEach(writer::write);
                return verdicts;
            } catch (KeyTaken e) {
                LOG.debugf("Another process took in the same facts: %s", e.getMessage());
            }
        }
        return List.of();
    }

    /**
     * Up to {@code limit} events in order, the first of which has {@code position}; empty if there is none yet.
     *
     * @throws GapFound if one is missing
     */
    public List<StoredEvent> readFrom(long position, int limit) {
        if (position == tail.end() && position >= ownEnd && follower.isRunning()) {
            return List.of();
        }
        var cached = tail.from(position, limit);
        return cached == null ? readStored(position, limit) : cached;
    }

    List<StoredEvent> readStored(long position, int limit) {
        var events = new ArrayList<StoredEvent>();
        var expected = position;
        try (var found = commits.find(gte("_id", position))
                .sort(Sorts.ascending("_id"))
                .limit(Math.min(limit, FEW_COMMITS))
                .cursor()) {
            while (found.hasNext() && events.size() < limit) {
                var commit = Commit.of(found.next());
                if (commit.first() != expected && events.isEmpty()) {
                    expected = within(position, events);
                }
                if (commit.first() != expected) {
                    throw new GapFound(expected, commit.first());
                }
                events.addAll(commit.stored());
                expected = commit.next();
            }
        }
        if (events.isEmpty()) {
            within(position, events);
        }
        return events.size() > limit ? List.copyOf(events.subList(0, limit)) : events;
    }

    /** Reads the end of the commit in whose midst {@code position} lies; answers which position follows. */
    private long within(long position, List<StoredEvent> events) {
        return commitBefore(position)
                .filter(commit -> commit.next() > position)
                .map(commit -> {
                    events.addAll(commit.stored()
                            .subList(
                                    (int) (position - commit.first()),
                                    commit.events().size()));
                    return commit.next();
                })
                .orElse(position);
    }

    private Optional<Commit> commitBefore(long position) {
        return Optional.ofNullable(commits.find(lt("_id", position))
                        .sort(Sorts.descending("_id"))
                        .limit(1)
                        .first())
                .map(Commit::of);
    }

    /** The life of an aggregate from {@code fromSequence} on, in order. */
    public List<StoredEvent> readAggregate(String aggregate, long fromSequence) {
        var events = new ArrayList<StoredEvent>();
        commits.find(eq("aggregates", aggregate)).sort(Sorts.ascending("_id")).forEach(found -> {
            for (var stored : Commit.of(found).stored()) {
                if (stored.event().aggregate().equals(aggregate)
                        && stored.event().sequence() >= fromSequence) {
                    events.add(stored);
                }
            }
        });
        return events;
    }

    /** The events of an aggregate that were stored after a position at which one of them, or none of them, is. */
    public List<StoredEvent> readAggregateAfter(String aggregate, long position) {
        var events = new ArrayList<StoredEvent>();
        commits.find(and(eq("aggregates", aggregate), gt("_id", position)))
                .sort(Sorts.ascending("_id"))
                .forEach(found -> Commit.of(found).stored().stream()
                        .filter(stored -> stored.event().aggregate().equals(aggregate))
                        .forEach(events::add));
        return events;
    }

    /** The last event of an aggregate, if it has any. */
    public Optional<StoredEvent> last(String aggregate) {
        return Optional.ofNullable(commits.find(eq("aggregates", aggregate))
                        .sort(Sorts.descending("_id"))
                        .limit(1)
                        .first())
                .flatMap(last -> Commit.of(last).stored().stream()
                        .filter(stored -> stored.event().aggregate().equals(aggregate))
                        .reduce((earlier, later) -> later));
    }

    /** The last sequence of an aggregate, if it has any. */
    public OptionalLong lastSequence(String aggregate) {
        return last(aggregate).stream()
                .mapToLong(stored -> stored.event().sequence())
                .findFirst();
    }

    /** Whether this place in the life of an aggregate is taken. */
    public boolean holds(String aggregate, long sequence) {
        return !existing(Set.of(EventRecord.key(aggregate, sequence))).isEmpty();
    }

    /** The position of the newest event; 0 if nothing ever happened. */
    public long tail() {
        var last = commits.find()
                .projection(Projections.include("count"))
                .sort(Sorts.descending("_id"))
                .limit(1)
                .first();
        return last == null ? 0 : last.getLong("_id") + last.getInteger("count") - 1;
    }

    /** Calls {@code listener} soon after something was appended, by whomever; returns what ends it. */
    public Runnable onAppend(Runnable listener) {
        listeners.add(listener);
        follower.start();
        return () -> listeners.remove(listener);
    }

    /** The places of those who read this log. */
    public Tokens tokens() {
        return new Tokens(database, node);
    }

    /** The dead letters of one who reads this log. */
    public Letters letters(String reader, Function<StoredEvent, TrackedEventMessage<?>> decode) {
        return new Letters(database, reader, this, decode);
    }

    /** Whether what is acknowledged survives the loss of a server. */
    public boolean isDurable() {
        return Mongo.DURABLE.equals(commits.getWriteConcern());
    }

    /** Whether what is read is what was written last: a server that follows may be behind. */
    public boolean readsTheLatest() {
        return ReadPreference.primary().equals(commits.getReadPreference());
    }

    /** By how much the clocks of this machine and of the database's server differ at least. */
    public Duration skew() {
        return skew(Clock.systemUTC());
    }

    /** By how much the clock of the database's server differs from {@code own} at least. */
    public Duration skew(Clock own) {
        var asked = own.instant();
        var there = new ServerTime(database).now();
        var heard = own.instant();
        if (there.isBefore(asked)) {
            return Duration.between(there, asked);
        }
        return there.isAfter(heard) ? Duration.between(heard, there) : Duration.ZERO;
    }

    @Override
    @PreDestroy
    public void close() {
        follower.close();
        writer.close();
    }

    /** Where those who read along are; the follower reads on from there. */
    long followed() {
        return tail.end();
    }

    /** Takes in what the follower found, and wakes the readers. */
    void found(List<StoredEvent> events) {
        if (tail.add(events)) {
            listeners.forEach(Runnable::run);
        }
    }

    private void written(Commit commit) {
        ownEnd = commit.next();
        if (tail.add(commit.stored())) {
            listeners.forEach(Runnable::run);
        } else {
            follower.wake();
        }
    }

    private List<Intake> judge(List<EventRecord> facts) {
        var keys = new HashSet<String>();
        for (var fact : facts) {
            keys.add(fact.key());
            if (fact.sequence() > 0) {
                keys.add(EventRecord.key(fact.aggregate(), fact.sequence() - 1));
            }
        }
        var here = existing(keys);
        var verdicts = new ArrayList<Intake>(facts.size());
        for (var fact : facts) {
            if (here.contains(fact.key())) {
                verdicts.add(Intake.DUPLICATE);
            } else if (fact.sequence() > 0 && !here.contains(EventRecord.key(fact.aggregate(), fact.sequence() - 1))) {
                verdicts.add(Intake.GAP);
            } else {
                here.add(fact.key());
                verdicts.add(Intake.APPENDED);
            }
        }
        return verdicts;
    }

    private Set<String> existing(Set<String> keys) {
        var found = new HashSet<String>();
        commits.find(in("keys", keys))
                .projection(Projections.include("keys"))
                .forEach(commit -> commit.getList("keys", String.class).stream()
                        .filter(keys::contains)
                        .forEach(found::add));
        return found;
    }
}
