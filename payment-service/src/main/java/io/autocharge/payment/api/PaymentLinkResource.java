package io.autocharge.payment.api;

import static io.autocharge.contracts.payment.ChargeRefusal.INVOICE_UNKNOWN;

import com.fasterxml.jackson.annotation.JsonValue;
import io.autocharge.contracts.Refused;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.payment.LinkBookId;
import io.autocharge.contracts.payment.LinkClosure;
import io.autocharge.contracts.payment.LinkCommand.ClosePaymentLinks;
import io.autocharge.contracts.payment.PaymentLinkId;
import io.autocharge.payment.domain.InvoiceTerms;
import io.autocharge.payment.domain.InvoiceTerms.Terms;
import io.autocharge.payment.view.PaymentLinkBooks;
import io.autocharge.payment.view.PaymentLinksOut;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.Soon;
import io.autocharge.runtime.http.Caller;
import io.autocharge.runtime.http.PaymentLinks;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Where an invoice can be paid without signing in, over HTTP. */
@Path("/invoices/{id}/payment-link")
class PaymentLinkResource {

    private static final Duration MOMENT = Duration.ofSeconds(3);

    /** How a link stands. */
    enum Status {
        /** It opens the invoice. */
        ACTIVE,
        /** Most tries at the partner's links were declined: all of them rest for a while. */
        PAUSED,
        /** Five tries were declined. Once it is taken back, another one can be had. */
        LOCKED,
        /** There is nothing to pay. */
        CLOSED;

        @JsonValue
        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The address to hand to the customer, if there is one, and how long it is good. */
    record Link(InvoiceId invoiceId, String url, Status status, Instant expiresAt, Instant pausedUntil) {}

    private final Commands commands;
    private final InvoiceTerms invoices;
    private final PaymentLinkBooks books;
    private final PaymentLinksOut out;
    private final PaymentLinks links;
    private final Caller caller;
    private final Clock clock;

    PaymentLinkResource(
            Commands commands,
            InvoiceTerms invoices,
            PaymentLinkBooks books,
            PaymentLinksOut out,
            PaymentLinks links,
            Caller caller,
            Clock clock) {
        this.commands = commands;
        this.invoices = invoices;
        this.books = books;
        this.out = out;
        this.links = links;
        this.caller = caller;
        this.clock = clock;
    }

    /** The link; a new one if there is none that is good for a while. */
    @GET
    public Link show(@PathParam("id") InvoiceId id) {
        var terms = mine(id);
        if (terms.paid() || terms.archived()) {
            return new Link(id, null, Status.CLOSED, null, null);
        }
        commands.send(books.order(caller.partner(), id, terms.dueOn(), true));
        var standing = books.of(id);
        return standing.live(clock.instant())
                .map(link -> open(id, link, standing.links().get(link)))
                .orElseGet(() -> new Link(id, null, standing.locked() ? Status.LOCKED : Status.CLOSED, null, null));
    }

    /** No link of the invoice that was handed out opens anything any more. */
    @DELETE
    public Response revoke(@PathParam("id") InvoiceId id) {
        mine(id);
        commands.send(new ClosePaymentLinks(LinkBookId.of(id), caller.partner(), id, LinkClosure.REVOKED));
        return Response.noContent().build();
    }

    private Link open(InvoiceId invoice, PaymentLinkId link, Instant expiresAt) {
        Soon.find(MOMENT, () -> out.find(links.hash(link)));
        var paused = out.pausedUntil(caller.partner(), clock.instant()).orElse(null);
        return new Link(invoice, links.url(link), paused == null ? Status.ACTIVE : Status.PAUSED, expiresAt, paused);
    }

    private Terms mine(InvoiceId id) {
        return invoices.find(caller.partner(), id).orElseThrow(() -> new Refused(INVOICE_UNKNOWN));
    }
}
