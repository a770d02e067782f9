package io.autocharge.contracts.customer;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a person of a partner's staff may do. */
public enum StaffRole {
    /** Everything that the partner may, and who else may. */
    ADMIN,
    /** The daily work, but not who else gets in and what happens by itself. */
    MEMBER,
    /** Looks and touches nothing. */
    READ_ONLY;

    /** Its name on the wire. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
