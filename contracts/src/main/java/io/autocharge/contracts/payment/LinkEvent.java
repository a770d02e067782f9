package io.autocharge.contracts.payment;

import io.autocharge.contracts.Event;
import io.autocharge.contracts.Id;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.invoice.InvoiceId;
import java.time.Instant;

/** The life of an invoice's payment links, as published on {@code payment.events}. No token is in it. */
public sealed interface LinkEvent extends Event {

    /** The book that it happened to. */
    LinkBookId linkBookId();

    /** The invoice that the links are for. */
    InvoiceId invoiceId();

    @Override
    default Id subject() {
        return linkBookId();
    }

    /** There is a link until {@code expiresAt}; {@code tokenHash} is the SHA-256 of the token that opens it. */
    record PaymentLinkIssued(
            LinkBookId linkBookId,
            PartnerId partnerId,
            InvoiceId invoiceId,
            PaymentLinkId paymentLinkId,
            String tokenHash,
            Instant expiresAt,
            Instant issuedAt)
            implements LinkEvent {}

    /** Somebody tries to pay by the link. */
    record PaymentLinkTried(
            LinkBookId linkBookId,
            PartnerId partnerId,
            InvoiceId invoiceId,
            PaymentLinkId paymentLinkId,
            ChargeId chargeId,
            Instant triedAt)
            implements LinkEvent {}

    /** A try by link has ended. */
    record PaymentLinkTryEnded(
            LinkBookId linkBookId,
            PartnerId partnerId,
            InvoiceId invoiceId,
            ChargeId chargeId,
            LinkTryEnding ending,
            Instant endedAt)
            implements LinkEvent {}

    /** So many tries were declined that the links open nothing until the partner takes them back and asks for a new one. */
    record PaymentLinksLocked(
            LinkBookId linkBookId, PartnerId partnerId, InvoiceId invoiceId, int declines, Instant lockedAt)
            implements LinkEvent {}

    /** No link made before opens anything any more. */
    record PaymentLinksClosed(
            LinkBookId linkBookId, PartnerId partnerId, InvoiceId invoiceId, LinkClosure reason, Instant closedAt)
            implements LinkEvent {}
}
