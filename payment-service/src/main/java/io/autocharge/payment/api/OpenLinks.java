package io.autocharge.payment.api;

import static io.autocharge.contracts.payment.LinkRefusal.LINK_CLOSED;
import static io.autocharge.contracts.payment.LinkRefusal.LINK_LOCKED;

import io.autocharge.contracts.Refused;
import io.autocharge.contracts.payment.ChargeCommand.ScheduleCharge;
import io.autocharge.contracts.payment.ChargeEvent.ChargeScheduled;
import io.autocharge.contracts.payment.LinkBookId;
import io.autocharge.contracts.payment.LinkCommand.RecordLinkTry;
import io.autocharge.contracts.payment.LinkCommand.TryPaymentLink;
import io.autocharge.contracts.payment.LinkTryEnding;
import io.autocharge.contracts.payment.PaymentLinkId;
import io.autocharge.payment.view.PayableInvoice;
import io.autocharge.payment.view.PayableInvoices;
import io.autocharge.payment.view.PaymentLinkBooks;
import io.autocharge.payment.view.PaymentLinksOut;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.History;
import io.autocharge.runtime.http.PaymentLinks;
import io.autocharge.runtime.http.Problem;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** From the token in an address to the invoice behind it, and whether it may be paid there now. */
@Singleton
class OpenLinks {

    /** A link that was made here, and its invoice. It need not open any more. */
    record Door(PaymentLinkId link, PayableInvoice invoice) {}

    private final PaymentLinks links;
    private final PaymentLinksOut out;
    private final PaymentLinkBooks books;
    private final PayableInvoices invoices;
    private final Commands commands;
    private final History histories;
    private final Clock clock;

    OpenLinks(
            PaymentLinks links,
            PaymentLinksOut out,
            PaymentLinkBooks books,
            PayableInvoices invoices,
            Commands commands,
            History histories,
            Clock clock) {
        this.links = links;
        this.out = out;
        this.books = books;
        this.invoices = invoices;
        this.commands = commands;
        this.histories = histories;
        this.clock = clock;
    }

    /** What this token was made for. */
    Door behind(String token) {
        return links.hash(token)
                .flatMap(out::find)
                .flatMap(link ->
                        invoices.behindLink(link.invoiceId()).map(invoice -> new Door(link.paymentLinkId(), invoice)))
                .orElseThrow(Problem::notFound);
    }

    /** The invoice can be paid by this link now, or the problem says why not. */
    void mustOpen(Door door) {
        var invoice = door.invoice();
        if (!invoice.state().equals("open")) {
            throw Problem.of(410, "link_closed", "There is nothing to pay by this link any more.");
        }
        var standing = books.of(invoice.id());
        if (standing.locked()) {
            throw locked();
        }
        var now = clock.instant();
        if (!standing.isLive(door.link(), now)) {
            throw expired();
        }
        out.pausedUntil(invoice.partnerId(), now).ifPresent(until -> {
            var seconds = Math.max(1, Duration.between(now, until).toSeconds());
            throw Problem.of(503, "links_paused", "Paying by link rests for a while. Please try again later.")
                    .with("Retry-After", String.valueOf(seconds));
        });
    }

    /** Charges by this link, if one more try is granted. */
    void attempt(Door door, ScheduleCharge charge) {
        var book = LinkBookId.of(door.invoice().id());
        try {
            commands.send(new TryPaymentLink(book, charge.partnerId(), door.link(), charge.chargeId()));
        } catch (Refused refused) {
            if (refused.reason() == LINK_LOCKED) {
                throw locked();
            }
            throw refused.reason() == LINK_CLOSED ? expired() : refused;
        }
        try {
            commands.send(charge);
        } catch (Refused refused) {
            // what was refused because the charge exists with other content does not end that charge's try
            if (histories.of(charge.chargeId(), ChargeScheduled.class).findAny().isEmpty()) {
                commands.send(new RecordLinkTry(book, charge.partnerId(), charge.chargeId(), LinkTryEnding.NOT_MADE));
            }
            throw refused;
        }
    }

    private static Problem locked() {
        return Problem.of(410, "link_locked", "This link was tried too often. Ask the company that sent it.");
    }

    private static Problem expired() {
        return Problem.of(
                410, "link_expired", "This link is no longer good. Ask the company that sent it for a new one.");
    }
}
