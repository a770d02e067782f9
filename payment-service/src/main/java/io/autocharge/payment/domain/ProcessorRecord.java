package io.autocharge.payment.domain;

import io.autocharge.contracts.Money;
import java.time.Instant;
import java.util.List;

/**
 * A charge as the processor has it on its own books.
 *
 * @param reference our id of the charge, as we gave it to the processor; absent if it has none
 * @param processorReference the processor's own name of it
 * @param refunded how much of it was given back
 * @param disputed how much of it is withheld or was lost in disputes
 * @param fee what the processor keeps for it, if it says so
 */
public record ProcessorRecord(
        String reference,
        String processorReference,
        Money amount,
        State state,
        Money refunded,
        Money disputed,
        Money fee,
        Instant at) {

    /** Where it stands there. */
    public enum State {
        PENDING,
        CAPTURED,
        DECLINED,
        RETURNED
    }

    /**
     * Some of the records.
     *
     * @param cursor where to go on, also if there was nothing
     * @param more whether there is more already
     */
    public record Page(List<ProcessorRecord> records, String cursor, boolean more) {}
}
