package io.autocharge.contracts.invoice;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.autocharge.contracts.Id;
import io.autocharge.contracts.Ulid;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.DisputeId;
import java.time.Instant;

/** Names a credit. */
public record CreditId(@JsonValue String value) implements Id {

    private static final String PREFIX = "crd_";

    @JsonCreator
    public CreditId {
        value = Id.checked(PREFIX, value);
    }

    /** A new one, never used before. */
    public static CreditId fresh(Instant at) {
        return new CreditId(PREFIX + Ulid.fresh(at));
    }

    /** The one that these words name, always the same. */
    public static CreditId derived(String... words) {
        return new CreditId(PREFIX + Ulid.derived(words));
    }

    /** The one for what a charge paid too much on an invoice; {@code dispute} is the won one that brought it back, if any. */
    public static CreditId of(ChargeId charge, InvoiceId invoice, DisputeId dispute) {
        return dispute == null
                ? derived(charge.value(), invoice.value())
                : derived(charge.value(), invoice.value(), dispute.value());
    }

    @Override
    public String toString() {
        return value;
    }
}
