package io.autocharge.contracts.payment;

import com.fasterxml.jackson.annotation.JsonValue;
import io.autocharge.contracts.MayBeAbsent;
import java.util.Locale;

/**
 * What the payment processor says of a charge.
 *
 * @param processorReference the processor's own name for it; absent while unknown
 * @param code why it was declined or returned, e.g. {@code insufficient_funds} or Nacha's {@code R01}; else absent
 */
public record Outcome(Status status, @MayBeAbsent String processorReference, @MayBeAbsent String code) {

    /** Where it stands. */
    public enum Status {
        /** The money is ours to pass on. */
        CAPTURED,
        /** A bank has it in hand; it settles or is returned within days. */
        PENDING,
        /** No money moved, and with this attempt none will. */
        DECLINED,
        /** A bank gave back what was pending. */
        RETURNED,
        /** No answer: neither paid nor failed. */
        UNKNOWN;

        /** Its name on the wire. */
        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Outcome {
        if (status == null) {
            throw new IllegalArgumentException("An outcome needs its status.");
        }
    }

    /** No answer came. */
    public static Outcome unknown() {
        return new Outcome(Status.UNKNOWN, null, null);
    }
}
