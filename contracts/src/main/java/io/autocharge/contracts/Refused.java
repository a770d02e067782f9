package io.autocharge.contracts;

/** The business said no. Nothing has happened; it is an answer and not a failure, so it carries no stack trace. */
public final class Refused extends RuntimeException {

    private final transient Refusal reason;

    public Refused(Refusal reason) {
        super(reason.name() + ": " + reason.sentence(), null, false, false);
        this.reason = reason;
    }

    /** Why. */
    public Refusal reason() {
        return reason;
    }
}
