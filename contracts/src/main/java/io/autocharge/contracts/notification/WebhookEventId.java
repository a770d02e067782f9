package io.autocharge.contracts.notification;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.autocharge.contracts.Id;
import io.autocharge.contracts.Ulid;
import java.time.Instant;

/** Names something that happened, as partners are told of it. */
public record WebhookEventId(@JsonValue String value) implements Id {

    private static final String PREFIX = "evt_";

    @JsonCreator
    public WebhookEventId {
        value = Id.checked(PREFIX, value);
    }

    /** A new one, never used before. */
    public static WebhookEventId fresh(Instant at) {
        return new WebhookEventId(PREFIX + Ulid.fresh(at));
    }

    /** The one that these words name, always the same. */
    public static WebhookEventId derived(String... words) {
        return new WebhookEventId(PREFIX + Ulid.derived(words));
    }

    @Override
    public String toString() {
        return value;
    }
}
