package io.autocharge.contracts.payment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.autocharge.contracts.Id;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.Ulid;
import java.time.Instant;

/** Names what stops all payment links of a partner when cards are tried out on them. */
public record LinkBreakerId(@JsonValue String value) implements Id {

    private static final String PREFIX = "lbr_";

    @JsonCreator
    public LinkBreakerId {
        value = Id.checked(PREFIX, value);
    }

    /** A new one, never used before. */
    public static LinkBreakerId fresh(Instant at) {
        return new LinkBreakerId(PREFIX + Ulid.fresh(at));
    }

    /** The one that these words name, always the same. */
    public static LinkBreakerId derived(String... words) {
        return new LinkBreakerId(PREFIX + Ulid.derived(words));
    }

    /** The one of this partner; it has one. */
    public static LinkBreakerId of(PartnerId partner) {
        return derived(partner.value());
    }

    @Override
    public String toString() {
        return value;
    }
}
