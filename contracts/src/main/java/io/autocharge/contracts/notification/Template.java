package io.autocharge.contracts.notification;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What an e-mail is for. */
public enum Template {
    /** An invoice and the link to pay it. About an invoice. */
    PAYMENT_LINK,
    /** A payment came in, with its receipt. About a receipt. */
    PAYMENT_CONFIRMATION,
    /** A charge was declined or returned, and what to do. About a charge. */
    CHARGE_FAILED;

    /** Its name on the wire. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
