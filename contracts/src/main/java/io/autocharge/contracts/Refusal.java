package io.autocharge.contracts;

/** A reason for which the business says no. Reads as a condition: {@code ALREADY_PAID.when(balance.isZero())}. */
public interface Refusal {

    /** What kind of no it is. */
    enum Kind {
        /** The order contradicts what has happened meanwhile; it might have been right before. */
        CONFLICT,
        /** The order can never be right as it stands. */
        INVALID,
        /** What the order speaks of is not there for this partner. */
        UNKNOWN
    }

    /** The stable code that programs read. */
    String name();

    /** One sentence that people read. */
    String sentence();

    /** What kind of no it is. */
    Kind kind();

    /**
     * Refuses if {@code condition} holds.
     *
     * @throws Refused with this reason
     */
    default void when(boolean condition) {
        if (condition) {
            throw new Refused(this);
        }
    }
}
