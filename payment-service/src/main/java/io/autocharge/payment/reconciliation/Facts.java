package io.autocharge.payment.reconciliation;

import io.autocharge.contracts.Event;
import io.autocharge.runtime.Chronicle.Fact;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Looks through the life of something. */
final class Facts {

    private Facts() {}

    /** Those of one kind, in order. */
    static <T extends Event> Stream<T> all(List<Fact> facts, Class<T> kind) {
        return facts.stream().map(fact -> fact.as(kind)).filter(Objects::nonNull);
    }

    /** The first of one kind, if there is any. */
    static <T extends Event> T first(List<Fact> facts, Class<T> kind) {
        return all(facts, kind).findFirst().orElse(null);
    }

    /** Whether there is any of one kind. */
    static boolean any(List<Fact> facts, Class<? extends Event> kind) {
        return all(facts, kind).findAny().isPresent();
    }
}
