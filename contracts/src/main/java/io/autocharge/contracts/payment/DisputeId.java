package io.autocharge.contracts.payment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.autocharge.contracts.Id;
import io.autocharge.contracts.Ulid;
import java.time.Instant;

/** Names a dispute of a payment. */
public record DisputeId(@JsonValue String value) implements Id {

    private static final String PREFIX = "dsp_";

    @JsonCreator
    public DisputeId {
        value = Id.checked(PREFIX, value);
    }

    /** A new one, never used before. */
    public static DisputeId fresh(Instant at) {
        return new DisputeId(PREFIX + Ulid.fresh(at));
    }

    /** The one that these words name, always the same. */
    public static DisputeId derived(String... words) {
        return new DisputeId(PREFIX + Ulid.derived(words));
    }

    @Override
    public String toString() {
        return value;
    }
}
