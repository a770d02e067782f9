package io.autocharge.contracts.payment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.autocharge.contracts.Id;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.Ulid;
import io.autocharge.contracts.customer.CustomerId;
import java.time.Instant;

/** Names a list of auto-pay rules: that of a partner, or that of one customer who has enrolled itself. */
public record AutoPayBookId(@JsonValue String value) implements Id {

    private static final String PREFIX = "apb_";

    @JsonCreator
    public AutoPayBookId {
        value = Id.checked(PREFIX, value);
    }

    /** A new one, never used before. */
    public static AutoPayBookId fresh(Instant at) {
        return new AutoPayBookId(PREFIX + Ulid.fresh(at));
    }

    /** The one that these words name, always the same. */
    public static AutoPayBookId derived(String... words) {
        return new AutoPayBookId(PREFIX + Ulid.derived(words));
    }

    /** The rules that the partner has made. */
    public static AutoPayBookId of(PartnerId partner) {
        return derived(partner.value());
    }

    /** What the customer has enrolled itself for. */
    public static AutoPayBookId of(CustomerId customer) {
        return derived(customer.value());
    }

    /** Where a rule stands that was made by {@code partner}, or by the customer, if one {@code enrolledBy} itself. */
    public static AutoPayBookId of(PartnerId partner, CustomerId enrolledBy) {
        return enrolledBy == null ? of(partner) : of(enrolledBy);
    }

    @Override
    public String toString() {
        return value;
    }
}
