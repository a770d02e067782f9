package io.autocharge.notification.api;

import io.autocharge.contracts.invoice.InvoiceBalance;
import io.autocharge.contracts.invoice.InvoiceEvent;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoiceCreated;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.notification.domain.Stationery;
import io.autocharge.notification.view.Correspondents;
import io.autocharge.runtime.History;
import io.autocharge.runtime.http.Caller;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;

/** Invoices on paper, over HTTP. */
@Path("/invoices/{id}/pdf")
class InvoiceResource {

    private final History history;
    private final Correspondents correspondents;
    private final Stationery stationery;
    private final Caller caller;

    InvoiceResource(History history, Correspondents correspondents, Stationery stationery, Caller caller) {
        this.history = history;
        this.correspondents = correspondents;
        this.stationery = stationery;
        this.caller = caller;
    }

    /** The paper, with what is left to pay now. */
    @GET
    @Produces({"application/pdf", "application/problem+json"})
    public Response pdf(@PathParam("id") InvoiceId id) {
        InvoiceCreated invoice = null;
        var balance = InvoiceBalance.unknown();
        for (var event : history.of(id, InvoiceEvent.class).toList()) {
            invoice = event instanceof InvoiceCreated created ? created : invoice;
            balance = balance.after(event);
        }
        if (invoice == null || !invoice.partnerId().equals(caller.partner())) {
            throw new NotFoundException();
        }
        var sender = correspondents.sender(caller.partner()).orElseThrow(NotFoundException::new);
        var name = "invoice-" + invoice.number().replaceAll("[^A-Za-z0-9._-]", "-") + ".pdf";
        return Response.ok(stationery.invoice(sender, invoice, balance.outstanding()), "application/pdf")
                .header("Content-Disposition", "inline; filename=\"" + name + "\"")
                .build();
    }
}
