package io.autocharge.contracts.invoice;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.autocharge.contracts.Id;
import io.autocharge.contracts.Ulid;
import java.time.Instant;

/** Names an invoice. */
public record InvoiceId(@JsonValue String value) implements Id {

    private static final String PREFIX = "inv_";

    @JsonCreator
    public InvoiceId {
        value = Id.checked(PREFIX, value);
    }

    /** A new one, never used before. */
    public static InvoiceId fresh(Instant at) {
        return new InvoiceId(PREFIX + Ulid.fresh(at));
    }

    /** The one that these words name, always the same. */
    public static InvoiceId derived(String... words) {
        return new InvoiceId(PREFIX + Ulid.derived(words));
    }

    @Override
    public String toString() {
        return value;
    }
}
