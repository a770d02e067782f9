package io.autocharge.runtime.axon;

import io.autocharge.runtime.mongo.EventLog;
import java.util.List;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.AbstractEventStore;

/** An event store whose readers are told when something is appended, instead of asking. */
final class PushedEvents extends AbstractEventStore {

    private static final ThreadLocal<Boolean> APPENDED = ThreadLocal.withInitial(() -> false);

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

    @Override
    protected void prepareCommit(List<? extends EventMessage<?>> events) {
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
