package io.autocharge.runtime;

import io.autocharge.contracts.Event;
import java.time.Instant;
import java.util.List;

/**
 * All that has happened here and was heard here, in the one order of this service's store, with the places that the facts
 * have in it. For those who check that nothing is missing; who only wants to know what happened asks {@link History}.
 */
public interface Chronicle {

    /**
     * A fact and where it stands.
     *
     * @param position in the one order of the store, from 1
     * @param subject whom it happened to
     * @param sequence among the facts of its subject, from 0
     * @param event what happened; absent if it cannot be read, or is of a kind that is not known here
     * @param damage why it cannot be read; absent if it can, or need not be
     */
    record Fact(long position, String subject, long sequence, String partner, Instant at, Event event, String damage) {

        /** What happened, if it is of this kind. */
        public <T extends Event> T as(Class<T> kind) {
            return kind.isInstance(event) ? kind.cast(event) : null;
        }
    }

    /** At most so many facts behind {@code position}, in order; empty if there are none yet. */
    List<Fact> after(long position, int limit);

    /** The whole life of one subject, in order. */
    List<Fact> of(String subject);
}
