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
}
