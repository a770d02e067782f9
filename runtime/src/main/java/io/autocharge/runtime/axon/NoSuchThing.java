package io.autocharge.runtime.axon;

import io.autocharge.contracts.Refusal;

/** Why an order to nobody is refused. */
public enum NoSuchThing implements Refusal {
    NOT_FOUND;

    @Override
    public String sentence() {
        return "There is nothing with this id.";
    }

    @Override
    public Kind kind() {
        return Kind.UNKNOWN;
    }
}
