package io.autocharge.runtime.mongo;

/** A position is missing in the store: something was lost or tampered with, and nobody may read over it. */
public final class GapFound extends RuntimeException {

    private final long expected;

    GapFound(long expected, long found) {
        super("Position " + expected + " is missing in the event store; the next one is " + found + ".");
        this.expected = expected;
    }

    /** The first position that is missing. */
    public long expected() {
        return expected;
    }
}
