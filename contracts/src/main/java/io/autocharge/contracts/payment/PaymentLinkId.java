package io.autocharge.contracts.payment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.autocharge.contracts.Id;
import io.autocharge.contracts.Ulid;
import java.time.Instant;

/** Names one payment link. It is no secret: what opens the link is a token that cannot be told from it. */
public record PaymentLinkId(@JsonValue String value) implements Id {

    private static final String PREFIX = "lnk_";

    @JsonCreator
    public PaymentLinkId {
        value = Id.checked(PREFIX, value);
    }

    /** A new one, never used before. */
    public static PaymentLinkId fresh(Instant at) {
        return new PaymentLinkId(PREFIX + Ulid.fresh(at));
    }

    /** The one that these words name, always the same. */
    public static PaymentLinkId derived(String... words) {
        return new PaymentLinkId(PREFIX + Ulid.derived(words));
    }

    @Override
    public String toString() {
        return value;
    }
}
