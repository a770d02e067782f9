package io.autocharge.runtime;

/** What a policy has to look at is still on its way. The event waits and is taken again; nothing is parked. */
public final class NotYet extends RuntimeException {

    /** @param what what is missing, for the operator who reads why an event waits */
    public NotYet(String what) {
        super(what);
    }
}
