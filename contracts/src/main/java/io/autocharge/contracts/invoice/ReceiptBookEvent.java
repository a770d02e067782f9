package io.autocharge.contracts.invoice;

import io.autocharge.contracts.Event;
import io.autocharge.contracts.Id;
import io.autocharge.contracts.PartnerId;
import java.time.Instant;

/** The life of a receipt book, as published on {@code invoice.events}. */
public sealed interface ReceiptBookEvent extends Event {

    /** The book that it happened to. */
    ReceiptBookId receiptBookId();

    @Override
    default Id subject() {
        return receiptBookId();
    }

    /** A receipt has its number: 1 for a partner's first, then one more each time, without a gap. */
    record ReceiptIssued(
            ReceiptBookId receiptBookId, PartnerId partnerId, long number, Receipt receipt, Instant issuedAt)
            implements ReceiptBookEvent {}
}
