package io.autocharge.contracts.payment;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What came of a try to pay by link. */
public enum LinkTryEnding {
    /** Money came, or a bank has it in hand. */
    PAID,
    /** The card or account was declined. */
    DECLINED,
    /** It never came as far as the payment processor. */
    NOT_MADE;

    /** Its name on the wire. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
