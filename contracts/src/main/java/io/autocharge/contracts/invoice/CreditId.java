package io.autocharge.contracts.invoice;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.autocharge.contracts.Id;
import io.autocharge.contracts.Ulid;
import java.time.Instant;

/** Names a credit. */
public record CreditId(@JsonValue String value) implements Id {

    private static final String PREFIX = "crd_";

    @JsonCreator
    public CreditId {
        value = Id.checked(PREFIX, value);
    }

    /** A new one, never used before. */
    public static CreditId fresh(Instant at) {
        return new CreditId(PREFIX + Ulid.fresh(at));
    }

    /** The one that these words name, always the same. */
    public static CreditId derived(String... words) {
        return new CreditId(PREFIX + Ulid.derived(words));
    }

    @Override
    public String toString() {
        return value;
    }
}
