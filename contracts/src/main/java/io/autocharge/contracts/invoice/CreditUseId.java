package io.autocharge.contracts.invoice;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.autocharge.contracts.Id;
import io.autocharge.contracts.Ulid;
import java.time.Instant;

/** Names one use of a credit. */
public record CreditUseId(@JsonValue String value) implements Id {

    private static final String PREFIX = "cru_";

    @JsonCreator
    public CreditUseId {
        value = Id.checked(PREFIX, value);
    }

    /** A new one, never used before. */
    public static CreditUseId fresh(Instant at) {
        return new CreditUseId(PREFIX + Ulid.fresh(at));
    }

    /** The one that these words name, always the same. */
    public static CreditUseId derived(String... words) {
        return new CreditUseId(PREFIX + Ulid.derived(words));
    }

    @Override
    public String toString() {
        return value;
    }
}
