package io.autocharge.payment.reconciliation;

import io.autocharge.contracts.PartnerId;

/**
 * An invariant that does not hold.
 *
 * @param about the id of what it is about
 * @param words both sides of the equation; the same fault is always told in the same words
 */
public record Finding(Invariant invariant, PartnerId partnerId, String about, String words) {

    /** In one line, as it is put on record. */
    public String sentence() {
        return about + ": " + words;
    }
}
