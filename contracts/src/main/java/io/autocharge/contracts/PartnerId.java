package io.autocharge.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;

/** Names a partner: who invoices and gets paid. */
public record PartnerId(@JsonValue String value) implements Id {

    private static final String PREFIX = "par_";

    @JsonCreator
    public PartnerId {
        value = Id.checked(PREFIX, value);
    }

    /** A new one, never used before. */
    public static PartnerId fresh(Instant at) {
        return new PartnerId(PREFIX + Ulid.fresh(at));
    }

    /** The one that these words name, always the same. */
    public static PartnerId derived(String... words) {
        return new PartnerId(PREFIX + Ulid.derived(words));
    }

    @Override
    public String toString() {
        return value;
    }
}
