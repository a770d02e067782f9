package io.autocharge.contracts.payment;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What auto-pay made of an invoice. */
public enum AutoPayOutcome {
    /** A charge is planned. */
    PLANNED,
    /** The charge that was planned is withdrawn. */
    WITHDRAWN,
    /** A rule will apply at a later date. */
    WAITING,
    /** No rule applies, or the invoice is none of auto-pay's business. */
    LEFT_ALONE;

    /** Its name on the wire. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
