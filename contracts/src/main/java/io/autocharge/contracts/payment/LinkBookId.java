package io.autocharge.contracts.payment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.autocharge.contracts.Id;
import io.autocharge.contracts.Ulid;
import io.autocharge.contracts.invoice.InvoiceId;
import java.time.Instant;

/** Names the book of an invoice's payment links. */
public record LinkBookId(@JsonValue String value) implements Id {

    private static final String PREFIX = "lbk_";

    @JsonCreator
    public LinkBookId {
        value = Id.checked(PREFIX, value);
    }

    /** A new one, never used before. */
    public static LinkBookId fresh(Instant at) {
        return new LinkBookId(PREFIX + Ulid.fresh(at));
    }

    /** The one that these words name, always the same. */
    public static LinkBookId derived(String... words) {
        return new LinkBookId(PREFIX + Ulid.derived(words));
    }

    /** The book of this invoice; it has one. */
    public static LinkBookId of(InvoiceId invoice) {
        return derived(invoice.value());
    }

    @Override
    public String toString() {
        return value;
    }
}
