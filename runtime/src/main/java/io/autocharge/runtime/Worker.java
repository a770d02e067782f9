package io.autocharge.runtime;

import java.time.Duration;

/**
 * Carries out what policies put on a worklist: an effect on the outside world, by one process at a time. It may be asked
 * again for the same item after a crash, so the effect carries the item's id.
 *
 * @param <T> what an item holds, as a record
 */
public interface Worker<T> {

    /** How long an item belongs to the process that took it, unless its worker says otherwise. */
    Duration LEASE = Duration.ofSeconds(90);

    /** The name of its worklist. */
    String worklist();

    /** What an item holds. */
    Class<T> type();

    /** How long an item belongs to the process that took it; longer than the effect can ever take. */
    default Duration lease() {
        return LEASE;
    }

    /** How many items are worked on at the same time in this process. */
    default int parallel() {
        return 8;
    }

    /** Carries out one item. If it throws, the item is tried again later, with growing pauses. */
    Verdict work(String id, T item);

    /**
     * As {@link #work(String, Object)}, which is what it does unless a worker wants to know more.
     *
     * @param attempt how often the item was taken from its list; at 1 nobody has ever worked on it before
     */
    default Verdict work(String id, T item, int attempt) {
        return work(id, item);
    }

    /** What becomes of the item. */
    sealed interface Verdict {

        /** It is done and leaves the list. */
        record Done() implements Verdict {}

        /** It stays on the list and is tried again after {@code pause} of the service's clock. */
        record Again(Duration pause) implements Verdict {}
    }
}
