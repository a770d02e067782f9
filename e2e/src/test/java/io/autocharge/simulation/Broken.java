package io.autocharge.simulation;

/** Something happened that must never happen. */
final class Broken extends AssertionError {

    private static final long serialVersionUID = 1L;

    private final String invariant;

    Broken(String invariant, String finding) {
        super(invariant + ": " + finding);
        this.invariant = invariant;
    }

    /** What was broken. */
    String invariant() {
        return invariant;
    }

    /** Complains if {@code holds} is not true. */
    static void unless(boolean holds, String invariant, Object finding) {
        if (!holds) {
            throw new Broken(invariant, String.valueOf(finding));
        }
    }
}
