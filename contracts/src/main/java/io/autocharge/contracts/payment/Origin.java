package io.autocharge.contracts.payment;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** By which door the wish to charge came in. */
public enum Origin {
    /** The partner asked, over the API or in the portal. */
    PARTNER,
    /** The invoice was created to be collected so. */
    INVOICE,
    /** The customer paid by link. */
    PAYMENT_LINK,
    /** Another system ordered it over Kafka. */
    COMMAND,
    /** The customer asked, in its dashboard. */
    CUSTOMER,
    /** An auto-pay rule applied. */
    AUTO_PAY,
    /** A charge failed and is tried again by the schedule. */
    RETRY,
    /** A charge failed, and the customer has replaced its default method since. */
    NEW_METHOD;

    /** Its name on the wire. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
