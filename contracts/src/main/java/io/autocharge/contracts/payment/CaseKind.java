package io.autocharge.contracts.payment;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a person has to look into. */
public enum CaseKind {
    /** A payment came after a decline. About a charge. */
    LATE_PAYMENT,
    /** Nobody knows for days what came of a charge. About a charge. */
    OUTCOME_UNKNOWN,
    /** The processor has it otherwise than we do. About a charge. */
    PROCESSOR_MISMATCH,
    /** A payment was taken back whose excess had been spent. About a credit. */
    CREDIT_SHORTFALL,
    /** The processor has a payment of which nothing is known here. About the processor's reference. */
    UNEXPECTED_PAYMENT;

    /** Its name on the wire. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
