package io.autocharge.contracts.payment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.autocharge.contracts.Id;
import io.autocharge.contracts.Ulid;
import java.time.Instant;

/** Names a charge through all its attempts; it is the processor's idempotency key and reference too. */
public record ChargeId(@JsonValue String value) implements Id {

    private static final String PREFIX = "chg_";

    @JsonCreator
    public ChargeId {
        value = Id.checked(PREFIX, value);
    }

    /** A new one, never used before. */
    public static ChargeId fresh(Instant at) {
        return new ChargeId(PREFIX + Ulid.fresh(at));
    }

    /** The one that these words name, always the same. */
    public static ChargeId derived(String... words) {
        return new ChargeId(PREFIX + Ulid.derived(words));
    }

    @Override
    public String toString() {
        return value;
    }
}
