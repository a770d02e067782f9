package io.autocharge.contracts.payment;

import com.fasterxml.jackson.annotation.JsonValue;
import io.autocharge.contracts.MayBeAbsent;
import java.util.Locale;

/**
 * What the payment processor says of a refund.
 *
 * @param processorReference the processor's own name for it; absent while unknown
 * @param code why it failed; else absent
 */
public record RefundOutcome(Status status, @MayBeAbsent String processorReference, @MayBeAbsent String code) {

    /** Where it stands. */
    public enum Status {
        /** The money is on its way back and will not be called back. */
        SUCCEEDED,
        /** It is taken on, but not yet done. */
        PENDING,
        /** No money went back, and with this refund none will. */
        FAILED,
        /** No answer: neither refunded nor failed. */
        UNKNOWN;

        /** Its name on the wire. */
        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public RefundOutcome {
        if (status == null) {
            throw new IllegalArgumentException("An outcome needs its status.");
        }
    }

    /** No answer came. */
    public static RefundOutcome unknown() {
        return new RefundOutcome(Status.UNKNOWN, null, null);
    }
}
