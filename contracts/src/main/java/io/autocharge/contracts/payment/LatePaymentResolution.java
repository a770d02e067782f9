package io.autocharge.contracts.payment;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What is done with a payment that came after a decline. */
public enum LatePaymentResolution {
    /** It pays its invoice; what the invoice cannot take becomes a credit. */
    APPLY,
    /** It is given back. */
    REFUND;

    /** Its name on the wire. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
