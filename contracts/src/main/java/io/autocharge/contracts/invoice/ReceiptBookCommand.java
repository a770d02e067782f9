package io.autocharge.contracts.invoice;

import io.autocharge.contracts.Command;
import io.autocharge.contracts.Id;
import io.autocharge.contracts.PartnerId;

/** Orders to the receipt book of a partner. */
public sealed interface ReceiptBookCommand extends Command {

    /** The book that is ordered. */
    ReceiptBookId receiptBookId();

    @Override
    default Id subject() {
        return receiptBookId();
    }

    /** Numbers the receipt of one payment. The same receipt asked for again keeps its number. */
    record IssueReceipt(ReceiptBookId receiptBookId, PartnerId partnerId, Receipt receipt)
            implements ReceiptBookCommand {}
}
