package io.autocharge.payment.view;

import io.autocharge.contracts.Event;
import io.autocharge.contracts.Id;
import io.autocharge.runtime.axon.EventCodec;
import io.autocharge.runtime.mongo.EventLog;
import jakarta.inject.Singleton;
import java.util.stream.Stream;

/**
 * What has happened to one thing, ours or another context's, as far as it was heard here. What decides about money asks
 * here and not a view: a view that is being rebuilt has forgotten things for a while.
 */
@Singleton
class Histories {

    private final EventLog log;
    private final EventCodec codec;

    Histories(EventLog log, EventCodec codec) {
        this.log = log;
        this.codec = codec;
    }

    /** The facts of one kind about {@code subject}, the oldest first. */
    <T extends Event> Stream<T> of(Id subject, Class<T> kind) {
        return log.readAggregate(subject.value(), 0).stream()
                .map(stored -> codec.payload(stored.event()))
                .filter(kind::isInstance)
                .map(kind::cast);
    }
}
