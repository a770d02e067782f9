package io.autocharge.contracts.payment;

import io.autocharge.contracts.Command;
import io.autocharge.contracts.Id;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.invoice.InvoiceId;
import java.time.Instant;

/** Orders to the book of an invoice's payment links. */
public sealed interface LinkCommand extends Command {

    /** The book that is ordered. */
    LinkBookId linkBookId();

    @Override
    default Id subject() {
        return linkBookId();
    }

    /**
     * Makes a link, unless there is one that is good for a while.
     *
     * @param tokenHash SHA-256 of the token that opens it, in hexadecimal digits; the token itself is kept nowhere
     * @param requested whether the partner asks for it: it may have a new one after it took the others back
     */
    record IssuePaymentLink(
            LinkBookId linkBookId,
            PartnerId partnerId,
            InvoiceId invoiceId,
            PaymentLinkId paymentLinkId,
            String tokenHash,
            Instant expiresAt,
            boolean requested)
            implements LinkCommand {

        public IssuePaymentLink {
            if (tokenHash == null || !tokenHash.matches("[0-9a-f]{64}")) {
                throw new IllegalArgumentException("token_hash is a SHA-256 in hexadecimal digits.");
            }
            if (linkBookId == null
                    || partnerId == null
                    || invoiceId == null
                    || paymentLinkId == null
                    || expiresAt == null) {
                throw new IllegalArgumentException(
                        "link_book_id, partner_id, invoice_id, payment_link_id and expires_at are needed.");
            }
        }
    }

    /** Asks whether a charge may be tried by this link. Asked again for the same charge, the answer is the same. */
    record TryPaymentLink(LinkBookId linkBookId, PartnerId partnerId, PaymentLinkId paymentLinkId, ChargeId chargeId)
            implements LinkCommand {}

    /** What came of a try. Never refused. */
    record RecordLinkTry(LinkBookId linkBookId, PartnerId partnerId, ChargeId chargeId, LinkTryEnding ending)
            implements LinkCommand {}

    /** No link made so far opens anything any more. */
    record ClosePaymentLinks(LinkBookId linkBookId, PartnerId partnerId, InvoiceId invoiceId, LinkClosure reason)
            implements LinkCommand {}
}
