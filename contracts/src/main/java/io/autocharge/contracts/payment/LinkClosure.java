package io.autocharge.contracts.payment;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why the payment links of an invoice open nothing any more. */
public enum LinkClosure {
    /** The partner took them back. */
    REVOKED,
    /** Nothing is outstanding any more: it was paid, or the partner gave up the rest. */
    SETTLED,
    /** The invoice was put away. */
    ARCHIVED;

    /** Its name on the wire. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
