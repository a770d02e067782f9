package io.autocharge.stack.processor;

import java.time.Instant;

/** A line of the journal: exactly one of a request, a token, a charge or a refund. */
record Entry(Long n, Instant at, Seen request, Token token, Charge charge, Refund refund, Boolean erring) {

    /** A request as it came in; of its body only what is no secret. */
    record Seen(String method, String path, String key, String reference, String fault) {}

    static Entry of(Instant at, Seen request) {
        return new Entry(null, at, request, null, null, null, null);
    }

    static Entry of(Instant at, Token token) {
        return new Entry(null, at, null, token, null, null, null);
    }

    static Entry of(Instant at, Charge charge, boolean erring) {
        return new Entry(null, at, null, null, charge, null, erring ? true : null);
    }

    static Entry of(Instant at, Refund refund, boolean erring) {
        return new Entry(null, at, null, null, null, refund, erring ? true : null);
    }

    Entry numbered(long n) {
        return new Entry(n, at, request, token, charge, refund, erring);
    }
}
