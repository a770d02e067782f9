package io.autocharge.payment.view;

import io.autocharge.contracts.Event;
import io.autocharge.contracts.Id;
import io.autocharge.contracts.WireType;
import io.autocharge.runtime.Json;
import io.autocharge.runtime.mongo.EventLog;
import io.autocharge.runtime.mongo.EventRecord;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What has happened to one thing, ours or another context's, as far as it was heard here. What decides about money asks
 * here and not a view: a view that is being rebuilt has forgotten things for a while.
 */
@Singleton
class Histories {

    private final EventLog log;

    Histories(EventLog log) {
        this.log = log;
    }

    /** The facts about {@code subject}, the oldest first. */
    List<Event> of(Id subject) {
        return log.readAggregate(subject.value(), 0).stream()
                .flatMap(stored -> read(stored.event()).stream())
                .toList();
    }

    /** The facts of one kind about {@code subject}. */
    <T extends Event> Stream<T> of(Id subject, Class<T> kind) {
        return of(subject).stream().filter(kind::isInstance).map(kind::cast);
    }

    /** A fact of a kind that this release does not know is no news to it. */
    private static Optional<Event> read(EventRecord event) {
        return WireType.named(event.type()).map(type -> (Event) Json.read(event.body(), type));
    }
}
