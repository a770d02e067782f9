package io.autocharge.runtime;

import java.time.Instant;

/**
 * A durable to-do list, whose items a {@link Worker} carries out when they are due. An item is put once for ever: its id
 * cannot come back when it is done.
 *
 * @param <T> what an item holds, as a record
 */
public interface Worklist<T> {

    /** Puts an item on the list. An id that was ever on it, done or not, is not put again. */
    void put(String id, Instant dueAt, T body);

    /** Takes an item off the list for ever; who works on it right now is not stopped. */
    void remove(String id);
}
