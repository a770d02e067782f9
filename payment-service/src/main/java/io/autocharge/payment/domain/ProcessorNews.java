package io.autocharge.payment.domain;

import io.autocharge.contracts.Money;
import java.time.Instant;
import java.util.List;

/**
 * Something that has changed on the processor's side.
 *
 * @param id the processor's own name of the change; the same change has the same
 * @param kind what has changed
 * @param reference our id of the charge, as we gave it to the processor; absent if it has none
 * @param processorReference the processor's own name of the charge
 * @param part our id of the refund, or the processor's own name of the dispute; else absent
 * @param amount how much was captured, given back or is disputed
 * @param code why it was declined, returned or disputed, or failed; else absent
 * @param fee what the processor keeps for a capture, if it says so
 * @param at when it happened
 */
public record ProcessorNews(
        String id,
        Kind kind,
        String reference,
        String processorReference,
        String part,
        Money amount,
        String code,
        Money fee,
        Instant at) {

    /** What has changed. */
    public enum Kind {
        PENDING,
        CAPTURED,
        DECLINED,
        /** A bank gave back, or took back, the whole payment. */
        RETURNED,
        REFUNDED,
        REFUND_FAILED,
        DISPUTE_OPENED,
        DISPUTE_WON,
        DISPUTE_LOST
    }

    /**
     * Some of the news.
     *
     * @param cursor where to go on, also if there was nothing
     * @param more whether there is more already
     */
    public record Page(List<ProcessorNews> news, String cursor, boolean more) {}
}
