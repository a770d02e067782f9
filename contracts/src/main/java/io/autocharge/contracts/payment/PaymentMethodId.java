package io.autocharge.contracts.payment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.autocharge.contracts.Id;
import io.autocharge.contracts.Ulid;
import java.time.Instant;

/** Names a stored card or bank account. */
public record PaymentMethodId(@JsonValue String value) implements Id {

    private static final String PREFIX = "pm_";

    @JsonCreator
    public PaymentMethodId {
        value = Id.checked(PREFIX, value);
    }

    /** A new one, never used before. */
    public static PaymentMethodId fresh(Instant at) {
        return new PaymentMethodId(PREFIX + Ulid.fresh(at));
    }

    /** The one that these words name, always the same. */
    public static PaymentMethodId derived(String... words) {
        return new PaymentMethodId(PREFIX + Ulid.derived(words));
    }

    @Override
    public String toString() {
        return value;
    }
}
