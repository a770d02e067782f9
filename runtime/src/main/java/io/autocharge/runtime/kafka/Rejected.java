package io.autocharge.runtime.kafka;

/** A record cannot be taken as it is, however often it is tried. An answer and not a failure, so without a stack trace. */
final class Rejected extends RuntimeException {

    private final Rejection reason;

    Rejected(Rejection reason, String detail) {
        super(detail.isEmpty() ? reason.sentence() : reason.sentence() + " " + detail, null, false, false);
        this.reason = reason;
    }

    Rejection reason() {
        return reason;
    }
}
