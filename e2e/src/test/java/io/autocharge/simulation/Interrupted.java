package io.autocharge.simulation;

/** A process died, or an answer was lost: who waited for it does not know whether it was done. */
final class Interrupted extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean crash;

    Interrupted(boolean crash) {
        super(crash ? "the process died" : "the answer was lost", null, false, false);
        this.crash = crash;
    }

    /** Whether the process died, and with it what was not durable. */
    boolean crash() {
        return crash;
    }
}
