package io.autocharge.contracts.payment;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What the money is that a refund gives back. */
public enum RefundPurpose {
    /** A payment, whose invoice is open again by so much. */
    PAYMENT,
    /** A credit: money that no invoice could take. */
    CREDIT,
    /** A payment that came after a decline and was never applied. */
    LATE_PAYMENT;

    /** Its name on the wire. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
