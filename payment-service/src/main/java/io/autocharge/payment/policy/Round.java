package io.autocharge.payment.policy;

/** The one item of a worklist that is never done: it comes up again and again. */
public record Round(String of) {

    static final String WORKLIST = "reconciliation";
    static final String ID = "round";
}
