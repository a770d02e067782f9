package io.autocharge.contracts.payment;

import com.fasterxml.jackson.annotation.JsonValue;
import io.autocharge.contracts.MayBeAbsent;
import io.autocharge.contracts.Money;
import java.util.Locale;

/**
 * What the payment processor says of a charge.
 *
 * @param processorReference the processor's own name for it; absent while unknown
 * @param code why it was declined or returned, e.g. {@code insufficient_funds} or Nacha's {@code R01}; else absent
 * @param fee what the processor keeps for it; absent if it does not say
 */
public record Outcome(
        Status status, @MayBeAbsent String processorReference, @MayBeAbsent String code, @MayBeAbsent Money fee) {

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

    /** What the processor says, without a word of its fee. */
    public Outcome(Status status, String processorReference, String code) {
        this(status, processorReference, code, null);
    }

    /** No answer came. */
    public static Outcome unknown() {
        return new Outcome(Status.UNKNOWN, null, null);
    }
}
