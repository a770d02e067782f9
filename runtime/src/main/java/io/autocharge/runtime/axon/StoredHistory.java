package io.autocharge.runtime.axon;

import io.autocharge.contracts.Event;
import io.autocharge.contracts.Id;
import io.autocharge.runtime.History;
import io.autocharge.runtime.mongo.EventLog;
import jakarta.inject.Singleton;
import java.util.stream.Stream;

/** History as the event store of this service has it. */
@Singleton
public class StoredHistory implements History {

    private final EventLog log;
    private final EventCodec codec;

    public StoredHistory(EventLog log, EventCodec codec) {
        this.log = log;
        this.codec = codec;
    }

    @Override
    public <T extends Event> Stream<T> of(Id subject, Class<T> kind) {
        return log.readAggregate(subject.value(), 0).stream()
                .map(stored -> codec.payload(stored.event()))
                .filter(kind::isInstance)
                .map(kind::cast);
    }
}
