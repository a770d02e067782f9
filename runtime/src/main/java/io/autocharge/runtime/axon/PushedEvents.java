package io.autocharge.runtime.axon;

import io.autocharge.runtime.Changed;
import io.autocharge.runtime.mongo.EventLog;
import java.util.List;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.AbstractEventStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/** An event store whose readers are told when something is appended, instead of asking. */
final class PushedEvents extends AbstractEventStore {

    private static final ThreadLocal<Boolean> APPENDED = ThreadLocal.withInitial(() -> false);

    /** What the work of this thread may add to one aggregate: only what follows directly on this event of it. */
    private record Expected(String aggregate, long last) {}

    private static final String CHECKED = "autocharge.checked";
    private static final ThreadLocal<Expected> EXPECTED = new ThreadLocal<>();

    private final EventLog log;
    private final EventCodec codec;

    private PushedEvents(Builder builder) {
        super(builder);
        this.log = builder.log;
        this.codec = builder.codec;
    }

    static PushedEvents over(EventLog log, EventCodec codec) {
        var builder = new Builder(log, codec);
        builder.storageEngine(new Engine(log, codec));
        return new PushedEvents(builder);
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(TrackingToken token) {
        return new EventStream(log, codec, Engine.position(token) + 1);
    }

    /** Runs {@code work} and answers whether anything was appended by it. */
    static boolean isAppendedBy(Runnable work) {
        APPENDED.set(false);
        work.run();
        return APPENDED.get();
    }

    /**
     * Runs {@code work}, which may add to {@code aggregate} only while {@code last} is the sequence of its last event.
     *
     * @throws Changed if it is not any more when something is added
     */
    static void onlyAfter(String aggregate, long last, Runnable work) {
        EXPECTED.set(new Expected(aggregate, last));
        try {
            work.run();
        } finally {
            EXPECTED.remove();
        }
    }

    private static void check(List<? extends EventMessage<?>> events) {
        var expected = EXPECTED.get();
        if (expected == null) {
            return;
        }
        var unit = CurrentUnitOfWork.get();
        if (unit.getResource(CHECKED) != null) {
            return; // what follows in the same unit of work follows on what was checked
        }
        unit.resources().put(CHECKED, true);
        for (var event : events) {
            if (event instanceof DomainEventMessage<?> fact
                    && fact.getAggregateIdentifier().equals(expected.aggregate())) {
                if (fact.getSequenceNumber() != expected.last() + 1) {
                    throw new Changed(expected.aggregate());
                }
                return;
            }
        }
    }

    @Override
    protected void prepareCommit(List<? extends EventMessage<?>> events) {
        check(events);
        super.prepareCommit(events);
        APPENDED.set(true);
    }

    private static final class Builder extends AbstractEventStore.Builder {

        private final EventLog log;
        private final EventCodec codec;

        Builder(EventLog log, EventCodec codec) {
            this.log = log;
            this.codec = codec;
        }
    }
}
