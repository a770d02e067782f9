package io.autocharge.runtime;

import io.autocharge.contracts.Command;

/** Where orders to the aggregates of this service go. */
@FunctionalInterface
public interface Commands {

    /**
     * Has the aggregate decide, and returns when what it decided is durable. Orders to one aggregate that meet are tried
     * again; what cannot be decided now throws and has changed nothing.
     *
     * @throws io.autocharge.contracts.Refused if the business says no
     */
    void send(Command command);

    /**
     * The same, if nothing has happened to the aggregate since {@code position} in the order of this service's store.
     *
     * @throws Changed if something has; nothing is decided then
     */
    default void sendIfUnchanged(Command command, long position) {
        throw new UnsupportedOperationException("Who has no store cannot tell what has changed.");
    }
}
