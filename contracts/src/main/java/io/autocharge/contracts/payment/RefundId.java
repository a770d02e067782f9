package io.autocharge.contracts.payment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.autocharge.contracts.Id;
import io.autocharge.contracts.Ulid;
import java.time.Instant;

/** Names a refund. */
public record RefundId(@JsonValue String value) implements Id {

    private static final String PREFIX = "ref_";

    @JsonCreator
    public RefundId {
        value = Id.checked(PREFIX, value);
    }

    /** A new one, never used before. */
    public static RefundId fresh(Instant at) {
        return new RefundId(PREFIX + Ulid.fresh(at));
    }

    /** The one that these words name, always the same. */
    public static RefundId derived(String... words) {
        return new RefundId(PREFIX + Ulid.derived(words));
    }

    @Override
    public String toString() {
        return value;
    }
}
