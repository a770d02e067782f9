package io.autocharge.stack.processor;

import java.time.Instant;

/**
 * A line of the journal: exactly one of a request, a token, a charge, a refund, or a change of one of these; what a charge or
 * refund has changed at once stands in its own line.
 */
record Entry(
        Long n, Instant at, Seen request, Token token, Charge charge, Refund refund, Boolean erring, Change change) {

    /** A request as it came in; of its body only what is no secret. */
    record Seen(String method, String path, String key, String reference, String fault) {}

    static Entry of(Instant at, Seen request) {
        return new Entry(null, at, request, null, null, null, null, null);
    }

    static Entry of(Instant at, Token token) {
        return new Entry(null, at, null, token, null, null, null, null);
    }

    static Entry of(Charge charge, boolean erring, Change change) {
        return new Entry(null, charge.createdAt(), null, null, charge, null, erring ? true : null, change);
    }

    static Entry of(Refund refund, boolean erring, Change change) {
        return new Entry(null, refund.createdAt(), null, null, null, refund, erring ? true : null, change);
    }

    static Entry of(Instant at, Change change) {
        return new Entry(null, at, null, null, null, null, null, change);
    }

    Entry numbered(long n) {
        return new Entry(n, at, request, token, charge, refund, erring, change);
    }
}
