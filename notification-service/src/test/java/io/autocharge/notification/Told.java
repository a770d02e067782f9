package io.autocharge.notification;

import io.autocharge.contracts.Event;
import io.autocharge.contracts.Id;
import io.autocharge.runtime.History;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A history that a test has written. */
public final class Told implements History {

    private final List<Event> events = new ArrayList<>();

    /** What has happened next. */
    public Told and(Event... next) {
        events.addAll(List.of(next));
        return this;
    }

    @Override
    public <T extends Event> Stream<T> of(Id subject, Class<T> kind) {
        return events.stream()
                .filter(event -> event.subject().equals(subject))
                .filter(kind::isInstance)
                .map(kind::cast);
    }
}
