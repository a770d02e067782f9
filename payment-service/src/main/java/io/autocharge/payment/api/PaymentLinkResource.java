package io.autocharge.payment.api;

import static io.autocharge.contracts.payment.ChargeRefusal.INVOICE_UNKNOWN;

import io.autocharge.contracts.Refused;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.payment.domain.InvoiceTerms;
import io.autocharge.runtime.http.Caller;
import io.autocharge.runtime.http.PaymentLinks;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** Where an invoice can be paid without signing in, over HTTP. */
@Path("/invoices/{id}/payment-link")
class PaymentLinkResource {

    /** The address to hand to the customer. */
    record Link(InvoiceId invoiceId, String url) {}

    private final InvoiceTerms invoices;
    private final PaymentLinks links;
    private final Caller caller;

    PaymentLinkResource(InvoiceTerms invoices, PaymentLinks links, Caller caller) {
        this.invoices = invoices;
        this.links = links;
        this.caller = caller;
    }

    @GET
    public Link show(@PathParam("id") InvoiceId id) {
        return invoices.find(caller.partner(), id)
                .map(known -> new Link(id, links.url(id)))
                .orElseThrow(() -> new Refused(INVOICE_UNKNOWN));
    }
}
