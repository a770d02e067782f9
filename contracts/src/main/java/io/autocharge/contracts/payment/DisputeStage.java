package io.autocharge.contracts.payment;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a dispute stands. */
public enum DisputeStage {
    /** The bank withholds the money. */
    OPENED,
    /** The money is ours again. */
    WON,
    /** The money is gone. */
    LOST;

    /** Its name on the wire. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
