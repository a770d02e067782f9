package io.autocharge.runtime.axon;

import io.autocharge.runtime.mongo.EventLog;
import io.autocharge.runtime.mongo.KeyTaken;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.modelling.command.ConcurrencyException;

/** Axon's view of the {@link EventLog}. */
final class Engine implements EventStorageEngine {

    private static final int BATCH = 500;

    private final EventLog log;
    private final EventCodec codec;

    Engine(EventLog log, EventCodec codec) {
        this.log = log;
        this.codec = codec;
    }

    @Override
    public void appendEvents(List<? extends EventMessage<?>> events) {
        if (events.isEmpty()) {
            return;
        }
        try {
            log.append(events.stream().map(codec::write).toList());
        } catch (KeyTaken e) {
            throw new ConcurrencyException(e.getMessage(), e);
        }
    }

    @Override
    public DomainEventStream readEvents(String aggregate, long firstSequence) {
        var last = new long[] {firstSequence - 1};
        Stream<? extends DomainEventMessage<?>> events = log.readAggregate(aggregate, firstSequence).stream()
                .map(stored -> {
                    var message = codec.domain(stored.event());
                    if (message.getPayload() instanceof UnknownEvent unknown) {
                        throw new IllegalStateException(aggregate + " has a " + unknown.type()
                                + ", which this release does not know; it was written by a later one.");
                    }
                    last[0] = message.getSequenceNumber();
                    return message;
                });
        return DomainEventStream.of(events, () -> last[0] < 0 ? null : last[0]);
    }

    @Override
    public Stream<? extends TrackedEventMessage<?>> readEvents(TrackingToken token, boolean mayBlock) {
        var start = position(token) + 1;
        return StreamSupport.stream(
                new Spliterators.AbstractSpliterator<TrackedEventMessage<?>>(Long.MAX_VALUE, Spliterator.ORDERED) {
                    private long next = start;

                    @Override
                    public boolean tryAdvance(Consumer<? super TrackedEventMessage<?>> action) {
                        var batch = log.readFrom(next, BATCH);
                        batch.forEach(stored -> action.accept(codec.tracked(stored)));
                        next += batch.size();
                        return !batch.isEmpty();
                    }
                },
                false);
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String aggregate) {
        var last = log.lastSequence(aggregate);
        return last.isPresent() ? Optional.of(last.getAsLong()) : Optional.empty();
    }

    @Override
    public TrackingToken createTailToken() {
        return new GlobalSequenceTrackingToken(0);
    }

    @Override
    public TrackingToken createHeadToken() {
        return new GlobalSequenceTrackingToken(log.tail());
    }

    @Override
    public TrackingToken createTokenAt(Instant when) {
        throw new UnsupportedOperationException("Places in the stream are positions; time says nothing about order.");
    }

    @Override
    public void storeSnapshot(DomainEventMessage<?> snapshot) {
        throw new UnsupportedOperationException("No snapshots are taken.");
    }

    @Override
    public Optional<DomainEventMessage<?>> readSnapshot(String aggregate) {
        return Optional.empty();
    }

    static long position(TrackingToken token) {
        return token == null ? 0 : token.position().orElse(0);
    }
}
