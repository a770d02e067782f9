package io.autocharge.contracts.customer;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.autocharge.contracts.Id;
import io.autocharge.contracts.Ulid;
import java.time.Instant;

/** Names an API key of a partner; it is also the OAuth 2 client id. */
public record ApiKeyId(@JsonValue String value) implements Id {

    private static final String PREFIX = "key_";

    @JsonCreator
    public ApiKeyId {
        value = Id.checked(PREFIX, value);
    }

    /** A new one, never used before. */
    public static ApiKeyId fresh(Instant at) {
        return new ApiKeyId(PREFIX + Ulid.fresh(at));
    }

    /** The one that these words name, always the same. */
    public static ApiKeyId derived(String... words) {
        return new ApiKeyId(PREFIX + Ulid.derived(words));
    }

    @Override
    public String toString() {
        return value;
    }
}
