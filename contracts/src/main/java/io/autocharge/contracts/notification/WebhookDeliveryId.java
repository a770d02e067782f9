package io.autocharge.contracts.notification;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.autocharge.contracts.Id;
import io.autocharge.contracts.Ulid;
import java.time.Instant;

/** Names the telling of one event to one endpoint: the same at each try. */
public record WebhookDeliveryId(@JsonValue String value) implements Id {

    private static final String PREFIX = "whd_";

    @JsonCreator
    public WebhookDeliveryId {
        value = Id.checked(PREFIX, value);
    }

    /** A new one, never used before. */
    public static WebhookDeliveryId fresh(Instant at) {
        return new WebhookDeliveryId(PREFIX + Ulid.fresh(at));
    }

    /** The one that these words name, always the same. */
    public static WebhookDeliveryId derived(String... words) {
        return new WebhookDeliveryId(PREFIX + Ulid.derived(words));
    }

    @Override
    public String toString() {
        return value;
    }
}
