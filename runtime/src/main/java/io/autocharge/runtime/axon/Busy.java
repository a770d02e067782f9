package io.autocharge.runtime.axon;

/** Many decide about the same aggregate at once, and this order did not get its turn. Nothing has happened; try again. */
public final class Busy extends RuntimeException {

    Busy(String subject, Throwable cause) {
        super("Too many orders to " + subject + " at the same time.", cause);
    }
}
