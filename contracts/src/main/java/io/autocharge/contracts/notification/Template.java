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
    CHARGE_FAILED,
    /** A charge that nobody waits for will be made soon, and how to stop it. About a charge. */
    UPCOMING_CHARGE,
    /** An invoice is still open. About an invoice. */
    REMINDER,
    /** A payment, or a part of it, was given back, with the receipt of that. About a receipt. */
    REFUND,
    /** A bank returned or withholds a payment, or gave it free again, with the receipt of that. About a receipt. */
    PAYMENT_TAKEN_BACK,
    /** Nothing is sent to a webhook endpoint any more, and why. To the partner itself. About a webhook endpoint. */
    WEBHOOK_PAUSED,
    /** An invoice's payment links open nothing any more, as cards were tried out there. To the partner itself. About an invoice. */
    PAYMENT_LINKS_LOCKED;

    /** Whether it is for the partner itself and not for one of its customers. */
    public boolean isForThePartner() {
        return this == WEBHOOK_PAUSED || this == PAYMENT_LINKS_LOCKED;
    }

    /** Its name on the wire. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
