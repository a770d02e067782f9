package io.autocharge.contracts.payment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.autocharge.contracts.Id;
import io.autocharge.contracts.Ulid;
import java.time.Instant;

/** Names a case. */
public record CaseId(@JsonValue String value) implements Id {

    private static final String PREFIX = "cas_";

    @JsonCreator
    public CaseId {
        value = Id.checked(PREFIX, value);
    }

    /** A new one, never used before. */
    public static CaseId fresh(Instant at) {
        return new CaseId(PREFIX + Ulid.fresh(at));
    }

    /** The one that these words name, always the same. */
    public static CaseId derived(String... words) {
        return new CaseId(PREFIX + Ulid.derived(words));
    }

    @Override
    public String toString() {
        return value;
    }
}
