package io.autocharge.contracts.payment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.autocharge.contracts.Id;
import io.autocharge.contracts.Ulid;
import io.autocharge.contracts.customer.CustomerId;
import java.time.Instant;

/** Names the wallet of a customer: all its payment methods. */
public record WalletId(@JsonValue String value) implements Id {

    private static final String PREFIX = "wal_";

    @JsonCreator
    public WalletId {
        value = Id.checked(PREFIX, value);
    }

    /** A new one, never used before. */
    public static WalletId fresh(Instant at) {
        return new WalletId(PREFIX + Ulid.fresh(at));
    }

    /** The one that these words name, always the same. */
    public static WalletId derived(String... words) {
        return new WalletId(PREFIX + Ulid.derived(words));
    }

    /** The wallet of this customer; it has one. */
    public static WalletId of(CustomerId customer) {
        return derived(customer.value());
    }

    @Override
    public String toString() {
        return value;
    }
}
