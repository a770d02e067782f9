package io.autocharge.contracts.payment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.autocharge.contracts.Id;
import io.autocharge.contracts.Ulid;
import java.time.Instant;

/** Names an auto-pay rule. */
public record AutoPayRuleId(@JsonValue String value) implements Id {

    private static final String PREFIX = "apr_";

    @JsonCreator
    public AutoPayRuleId {
        value = Id.checked(PREFIX, value);
    }

    /** A new one, never used before. */
    public static AutoPayRuleId fresh(Instant at) {
        return new AutoPayRuleId(PREFIX + Ulid.fresh(at));
    }

    /** The one that these words name, always the same. */
    public static AutoPayRuleId derived(String... words) {
        return new AutoPayRuleId(PREFIX + Ulid.derived(words));
    }

    @Override
    public String toString() {
        return value;
    }
}
