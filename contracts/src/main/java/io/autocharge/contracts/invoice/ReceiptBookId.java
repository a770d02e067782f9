package io.autocharge.contracts.invoice;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.autocharge.contracts.Id;
import io.autocharge.contracts.Ulid;
import java.time.Instant;

/** Names the receipt book of a partner, which numbers its receipts without a gap. */
public record ReceiptBookId(@JsonValue String value) implements Id {

    private static final String PREFIX = "rbk_";

    @JsonCreator
    public ReceiptBookId {
        value = Id.checked(PREFIX, value);
    }

    /** A new one, never used before. */
    public static ReceiptBookId fresh(Instant at) {
        return new ReceiptBookId(PREFIX + Ulid.fresh(at));
    }

    /** The one that these words name, always the same. */
    public static ReceiptBookId derived(String... words) {
        return new ReceiptBookId(PREFIX + Ulid.derived(words));
    }

    @Override
    public String toString() {
        return value;
    }
}
