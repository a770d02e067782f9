package io.autocharge.payment.policy;

/**
 * A payment processor says that something has changed there, and by what name it can be asked for.
 *
 * @param news the processor's own name of the change
 */
public record Knock(String processor, String news) {

    /** On this list it is kept until it was asked for. */
    public static final String WORKLIST = "processor-knocks";
}
