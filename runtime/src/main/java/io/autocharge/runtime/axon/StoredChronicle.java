package io.autocharge.runtime.axon;

import io.autocharge.contracts.Event;
import io.autocharge.runtime.Chronicle;
import io.autocharge.runtime.mongo.EventLog;
import io.autocharge.runtime.mongo.StoredEvent;
import jakarta.inject.Singleton;
import java.util.List;

/** The chronicle as the event store of this service has it. */
@Singleton
public class StoredChronicle implements Chronicle {

    private final EventLog log;
    private final EventCodec codec;

    public StoredChronicle(EventLog log, EventCodec codec) {
        this.log = log;
        this.codec = codec;
    }

    @Override
    public List<Fact> after(long position, int limit) {
        return log.readFrom(position + 1, limit).stream().map(this::fact).toList();
    }

    @Override
    public List<Fact> of(String subject) {
        return log.readAggregate(subject, 0).stream().map(this::fact).toList();
    }

    private Fact fact(StoredEvent stored) {
        var record = stored.event();
        Event event = null;
        String damage = null;
        try {
            event = codec.payload(record) instanceof Event known ? known : null;
        } catch (RuntimeException e) { // whoever checks wants to hear of it, and of all the others too
            damage = e.getMessage();
        }
        return new Fact(
                stored.position(), record.aggregate(), record.sequence(), record.partner(), record.at(), event, damage);
    }
}
