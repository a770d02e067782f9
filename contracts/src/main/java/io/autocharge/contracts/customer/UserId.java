package io.autocharge.contracts.customer;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.autocharge.contracts.Id;
import io.autocharge.contracts.Ulid;
import java.time.Instant;

/** Names a person of a customer, who gets its mail and signs in for it. */
public record UserId(@JsonValue String value) implements Id {

    private static final String PREFIX = "usr_";

    @JsonCreator
    public UserId {
        value = Id.checked(PREFIX, value);
    }

    /** A new one, never used before. */
    public static UserId fresh(Instant at) {
        return new UserId(PREFIX + Ulid.fresh(at));
    }

    /** The one that these words name, always the same. */
    public static UserId derived(String... words) {
        return new UserId(PREFIX + Ulid.derived(words));
    }

    @Override
    public String toString() {
        return value;
    }
}
