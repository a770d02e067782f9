package io.autocharge.contracts.payment;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why a planned charge is given up. */
public enum Cancellation {
    /** The partner wants it so. */
    REQUESTED,
    /** The customer wants it so, by the link in the notice or in its dashboard. */
    CUSTOMER_OBJECTED,
    /** A payment by another way left nothing for it to collect. */
    PAID_OTHERWISE,
    /** The auto-pay rule that planned it was removed. */
    RULE_REMOVED,
    /** The auto-pay rule that planned it does not apply to the invoice any more. */
    RULE_NO_LONGER_APPLIES,
    /** Automatic charges of the customer are paused after a return or a dispute. */
    PAUSED,
    /** The customer has replaced the payment method, and a charge to the new one is made instead. */
    METHOD_REPLACED,
    /** The invoice was put away. */
    INVOICE_ARCHIVED;

    /** Its name on the wire. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
