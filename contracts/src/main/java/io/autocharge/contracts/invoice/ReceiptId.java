package io.autocharge.contracts.invoice;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.autocharge.contracts.Id;
import io.autocharge.contracts.Ulid;
import java.time.Instant;

/** Names a receipt: the paper for one captured payment. */
public record ReceiptId(@JsonValue String value) implements Id {

    private static final String PREFIX = "rcp_";

    @JsonCreator
    public ReceiptId {
        value = Id.checked(PREFIX, value);
    }

    /** A new one, never used before. */
    public static ReceiptId fresh(Instant at) {
        return new ReceiptId(PREFIX + Ulid.fresh(at));
    }

    /** The one that these words name, always the same. */
    public static ReceiptId derived(String... words) {
        return new ReceiptId(PREFIX + Ulid.derived(words));
    }

    @Override
    public String toString() {
        return value;
    }
}
