package io.autocharge.contracts.customer;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.autocharge.contracts.Id;
import io.autocharge.contracts.Ulid;
import java.time.Instant;

/** Names a link by which one person signs in once. It opens nothing by itself: the link carries more than this name. */
public record SignInLinkId(@JsonValue String value) implements Id {

    private static final String PREFIX = "sil_";

    @JsonCreator
    public SignInLinkId {
        value = Id.checked(PREFIX, value);
    }

    /** A new one, never used before. */
    public static SignInLinkId fresh(Instant at) {
        return new SignInLinkId(PREFIX + Ulid.fresh(at));
    }

    /** The one that these words name, always the same. */
    public static SignInLinkId derived(String... words) {
        return new SignInLinkId(PREFIX + Ulid.derived(words));
    }

    @Override
    public String toString() {
        return value;
    }
}
