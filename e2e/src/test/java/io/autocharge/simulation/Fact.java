package io.autocharge.simulation;

import io.autocharge.contracts.Event;
import java.time.Instant;

/** An event as a store holds it. */
record Fact(long position, boolean own, String aggregate, long sequence, Event event, Instant at) {

    /** The event's own name, the same in every store. */
    String id() {
        return aggregate + "#" + sequence;
    }

    Fact in(long place, boolean ours) {
        return new Fact(place, ours, aggregate, sequence, event, at);
    }

    @Override
    public String toString() {
        return id() + " " + event;
    }
}
