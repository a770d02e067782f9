package io.autocharge.contracts.customer;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.autocharge.contracts.Id;
import io.autocharge.contracts.Ulid;
import java.time.Instant;

/** Names a customer: whom a partner invoices. */
public record CustomerId(@JsonValue String value) implements Id {

    private static final String PREFIX = "cus_";

    @JsonCreator
    public CustomerId {
        value = Id.checked(PREFIX, value);
    }

    /** A new one, never used before. */
    public static CustomerId fresh(Instant at) {
        return new CustomerId(PREFIX + Ulid.fresh(at));
    }

    /** The one that these words name, always the same. */
    public static CustomerId derived(String... words) {
        return new CustomerId(PREFIX + Ulid.derived(words));
    }

    @Override
    public String toString() {
        return value;
    }
}
