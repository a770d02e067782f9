package io.autocharge.contracts.notification;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.autocharge.contracts.Id;
import io.autocharge.contracts.Ulid;
import java.time.Instant;

/** Names an e-mail. */
public record MessageId(@JsonValue String value) implements Id {

    private static final String PREFIX = "msg_";

    @JsonCreator
    public MessageId {
        value = Id.checked(PREFIX, value);
    }

    /** A new one, never used before. */
    public static MessageId fresh(Instant at) {
        return new MessageId(PREFIX + Ulid.fresh(at));
    }

    /** The one that these words name, always the same. */
    public static MessageId derived(String... words) {
        return new MessageId(PREFIX + Ulid.derived(words));
    }

    @Override
    public String toString() {
        return value;
    }
}
