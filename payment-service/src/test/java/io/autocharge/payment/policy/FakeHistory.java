package io.autocharge.payment.policy;

import io.autocharge.contracts.Event;
import io.autocharge.contracts.Id;
import io.autocharge.runtime.History;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What has happened, in memory. */
final class FakeHistory implements History {

    private final Map<String, List<Event>> events = new HashMap<>();

    void happened(Event... facts) {
        for (var fact : facts) {
            events.computeIfAbsent(fact.subject().value(), subject -> new ArrayList<>())
                    .add(fact);
        }
    }

    @Override
    public <T extends Event> Stream<T> of(Id subject, Class<T> kind) {
        return List.copyOf(events.getOrDefault(subject.value(), List.of())).stream()
                .filter(kind::isInstance)
                .map(kind::cast);
    }
}
