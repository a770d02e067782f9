package io.autocharge.contracts.notification;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.autocharge.contracts.Id;
import io.autocharge.contracts.Ulid;
import java.time.Instant;

/** Names a place of a partner to which webhooks are sent. */
public record WebhookEndpointId(@JsonValue String value) implements Id {

    private static final String PREFIX = "whe_";

    @JsonCreator
    public WebhookEndpointId {
        value = Id.checked(PREFIX, value);
    }

    /** A new one, never used before. */
    public static WebhookEndpointId fresh(Instant at) {
        return new WebhookEndpointId(PREFIX + Ulid.fresh(at));
    }

    /** The one that these words name, always the same. */
    public static WebhookEndpointId derived(String... words) {
        return new WebhookEndpointId(PREFIX + Ulid.derived(words));
    }

    @Override
    public String toString() {
        return value;
    }
}
