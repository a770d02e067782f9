package io.autocharge.payment.api;

import static io.autocharge.contracts.payment.ChargeRefusal.INVOICE_UNKNOWN;

import io.autocharge.contracts.Refused;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.payment.view.Explanations;
import io.autocharge.runtime.http.Caller;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** "Why was this charged, or not?" over HTTP. */
@Path("/invoices/{invoice}/explain")
class ExplainResource {

    private final Explanations explanations;
    private final Caller caller;

    ExplainResource(Explanations explanations, Caller caller) {
        this.explanations = explanations;
        this.caller = caller;
    }

    @GET
    public Explanations.Explanation explain(@PathParam("invoice") InvoiceId invoice) {
        return explanations.find(caller.partner(), invoice).orElseThrow(() -> new Refused(INVOICE_UNKNOWN));
    }
}
