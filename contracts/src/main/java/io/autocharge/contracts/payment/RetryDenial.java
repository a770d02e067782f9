package io.autocharge.contracts.payment;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why a charge that failed is not tried again by itself. */
public enum RetryDenial {
    /** A person asked for it and sees the answer; whoever asked decides. */
    BY_HAND,
    /** The card network or bank forbids to try this method again. */
    HARD_DECLINE,
    /** Only the customer can help: an expired card, a wrong number, an authentication. */
    CUSTOMER_NEEDED,
    /** The method was tried as often as the card networks or Nacha allow. */
    BUDGET_SPENT,
    /** All tries of the partner's schedule were made. */
    SCHEDULE_ENDED,
    /** The method was taken off file or can no longer be charged. */
    METHOD_GONE,
    /** Automatic charges of the customer are paused. */
    PAUSED;

    /** Its name on the wire. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
