package io.autocharge.contracts.notification;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why no webhooks are sent to an endpoint for now. */
public enum WebhookPause {
    /** The partner wants it so. */
    REQUESTED,
    /** One webhook could not be delivered for about three days. */
    FAILING,
    /** The endpoint answered 410: it is gone. */
    GONE;

    /** Its name on the wire. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
