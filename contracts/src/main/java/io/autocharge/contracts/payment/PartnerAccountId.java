package io.autocharge.contracts.payment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.autocharge.contracts.Id;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.Ulid;
import java.time.Instant;

/** Names a partner's account: how charging for it stands. */
public record PartnerAccountId(@JsonValue String value) implements Id {

    private static final String PREFIX = "acc_";

    @JsonCreator
    public PartnerAccountId {
        value = Id.checked(PREFIX, value);
    }

    /** A new one, never used before. */
    public static PartnerAccountId fresh(Instant at) {
        return new PartnerAccountId(PREFIX + Ulid.fresh(at));
    }

    /** The one that these words name, always the same. */
    public static PartnerAccountId derived(String... words) {
        return new PartnerAccountId(PREFIX + Ulid.derived(words));
    }

    /** The account of this partner; it has one. */
    public static PartnerAccountId of(PartnerId partner) {
        return derived(partner.value());
    }

    @Override
    public String toString() {
        return value;
    }
}
