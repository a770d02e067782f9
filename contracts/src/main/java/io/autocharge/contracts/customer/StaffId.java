package io.autocharge.contracts.customer;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.autocharge.contracts.Id;
import io.autocharge.contracts.Ulid;
import java.time.Instant;

/** Names a person of a partner's staff. */
public record StaffId(@JsonValue String value) implements Id {

    private static final String PREFIX = "stf_";

    @JsonCreator
    public StaffId {
        value = Id.checked(PREFIX, value);
    }

    /** A new one, never used before. */
    public static StaffId fresh(Instant at) {
        return new StaffId(PREFIX + Ulid.fresh(at));
    }

    /** The one that these words name, always the same. */
    public static StaffId derived(String... words) {
        return new StaffId(PREFIX + Ulid.derived(words));
    }

    @Override
    public String toString() {
        return value;
    }
}
