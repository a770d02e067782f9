package io.autocharge.simulation;

import io.autocharge.runtime.Chronicle;
import java.util.List;
import java.util.stream.LongStream;

/** A store as those read it who check that nothing is missing. */
record Telling(Store store) implements Chronicle {

    @Override
    public List<Chronicle.Fact> after(long position, int limit) {
        return LongStream.rangeClosed(position + 1, Math.min(store.tail(), position + limit))
                .mapToObj(store::at)
                .map(Telling::told)
                .toList();
    }

    @Override
    public List<Chronicle.Fact> of(String subject) {
        return store.life(subject).stream().map(Telling::told).toList();
    }

    private static Chronicle.Fact told(io.autocharge.simulation.Fact fact) {
        var partner = fact.event().partnerId().value();
        return new Chronicle.Fact(
                fact.position(), fact.aggregate(), fact.sequence(), partner, fact.at(), fact.event(), null);
    }
}
