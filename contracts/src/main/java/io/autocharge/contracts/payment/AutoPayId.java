package io.autocharge.contracts.payment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.autocharge.contracts.Id;
import io.autocharge.contracts.Ulid;
import io.autocharge.contracts.invoice.InvoiceId;
import java.time.Instant;

/** Names what auto-pay makes of one invoice. */
public record AutoPayId(@JsonValue String value) implements Id {

    private static final String PREFIX = "aup_";

    @JsonCreator
    public AutoPayId {
        value = Id.checked(PREFIX, value);
    }

    /** A new one, never used before. */
    public static AutoPayId fresh(Instant at) {
        return new AutoPayId(PREFIX + Ulid.fresh(at));
    }

    /** The one that these words name, always the same. */
    public static AutoPayId derived(String... words) {
        return new AutoPayId(PREFIX + Ulid.derived(words));
    }

    /** What auto-pay makes of this invoice. */
    public static AutoPayId of(InvoiceId invoice) {
        return derived(invoice.value());
    }

    @Override
    public String toString() {
        return value;
    }
}
