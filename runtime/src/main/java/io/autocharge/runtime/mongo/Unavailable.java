package io.autocharge.runtime.mongo;

/** The event store takes nothing just now: it is stopping, or has more to do than it can. Nothing has happened; try again. */
public final class Unavailable extends RuntimeException {

    public Unavailable(String sentence) {
        super(sentence);
    }
}
