package io.autocharge.invoice.api;

import static io.autocharge.contracts.invoice.CreditRefusal.CREDIT_UNKNOWN;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.autocharge.contracts.Command;
import io.autocharge.contracts.Money;
import io.autocharge.contracts.Refused;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.invoice.CreditCommand.ApplyCredit;
import io.autocharge.contracts.invoice.CreditCommand.RefundCredit;
import io.autocharge.contracts.invoice.CreditId;
import io.autocharge.contracts.invoice.CreditUseId;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.RefundId;
import io.autocharge.invoice.view.CreditView;
import io.autocharge.invoice.view.Credits;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.Soon;
import io.autocharge.runtime.http.Caller;
import io.autocharge.runtime.http.IdempotencyKey;
import io.autocharge.runtime.http.IfMatch;
import io.autocharge.runtime.http.Page;
import io.autocharge.runtime.http.PageRequest;
import io.autocharge.runtime.http.Problem;
import io.autocharge.runtime.http.Versioned;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/** What customers have paid too much, over HTTP. */
@Path("/credits")
class CreditResource {

    private static final Duration MOMENT = Duration.ofSeconds(3);

    /** Which invoice is to be paid; with as much as there is and the invoice takes, unless said otherwise. */
    record Application(@Schema(required = true) InvoiceId invoiceId, Money amount) {

        Application {
            if (invoiceId == null) {
                throw new IllegalArgumentException("invoice_id is missing.");
            }
        }
    }

    /** How much is to be given back; all that is left, unless said otherwise. */
    record Return(Money amount) {}

    /** A credit as a partner sees it. */
    record Shown(
            CreditId id,
            CustomerId customerId,
            InvoiceId invoiceId,
            ChargeId chargeId,
            Money amount,
            Money remaining,
            Money available,
            Money shortfall,
            List<CreditView.Use> uses,
            List<CreditView.Refund> refunds,
            Instant createdAt,
            @JsonIgnore String version)
            implements Versioned {

        static Shown of(CreditView view) {
            return new Shown(
                    view.id(),
                    view.customerId(),
                    view.invoiceId(),
                    view.chargeId(),
                    view.amount(),
                    view.remaining(),
                    view.available(),
                    view.shortfall(),
                    view.uses(),
                    view.refunds(),
                    view.createdAt(),
                    String.valueOf(view.position()));
        }
    }

    private final Commands commands;
    private final Credits credits;
    private final Caller caller;

    CreditResource(Commands commands, Credits credits, Caller caller) {
        this.commands = commands;
        this.credits = credits;
        this.caller = caller;
    }

    @GET
    public Page<Shown> list(@QueryParam("customer_id") CustomerId customer, @BeanParam PageRequest page) {
        return credits.list(caller.partner(), customer, page).map(Shown::of);
    }

    @GET
    @Path("/{id}")
    public Shown show(@PathParam("id") CreditId id) {
        return Shown.of(found(id));
    }

    /** Pays an invoice of the customer; the credit shows what the invoice could not take. */
    @POST
    @Path("/{id}/apply")
    @APIResponseSchema(responseCode = "202", value = Shown.class)
    public Response apply(
            @HeaderParam("Idempotency-Key") IdempotencyKey key,
            @HeaderParam("If-Match") List<String> ifMatch,
            @PathParam("id") CreditId id,
            Application body) {
        var said = IdempotencyKey.required(key).value();
        var was = found(id);
        var credit = was.id();
        if (body == null) {
            throw new IllegalArgumentException("invoice_id is missing.");
        }
        // The credit is part of the name: the same key for another credit must not look like this use to the invoice.
        var use = CreditUseId.derived(caller.partner().value(), "apply-credit", credit.value(), said);
        sendIf(ifMatch, was, new ApplyCredit(credit, caller.partner(), use, body.invoiceId(), body.amount()));
        return accepted(
                credit, view -> view.uses().stream().anyMatch(one -> one.id().equals(use)));
    }

    /** Gives the credit back to the method that had paid it. */
    @POST
    @Path("/{id}/refund")
    @APIResponseSchema(responseCode = "202", value = Shown.class)
    public Response refund(
            @HeaderParam("Idempotency-Key") IdempotencyKey key,
            @HeaderParam("If-Match") List<String> ifMatch,
            @PathParam("id") CreditId id,
            Return body) {
        var said = IdempotencyKey.required(key).value();
        var was = found(id);
        var credit = was.id();
        var refund = RefundId.derived(caller.partner().value(), "refund-credit", credit.value(), said);
        sendIf(ifMatch, was, new RefundCredit(credit, caller.partner(), refund, body == null ? null : body.amount()));
        return accepted(
                credit, view -> view.refunds().stream().anyMatch(one -> one.id().equals(refund)));
    }

    private void sendIf(List<String> ifMatch, CreditView was, Command order) {
        new IfMatch(ifMatch).send(commands, order, Shown.of(was), was.position(), "/v1/credits/" + was.id());
    }

    private CreditView found(CreditId id) {
        return credits.find(caller.partner(), id).orElseThrow(() -> new Refused(CREDIT_UNKNOWN));
    }

    private Response accepted(CreditId id, Predicate<CreditView> isShown) {
        var shown = Soon.find(MOMENT, () -> credits.find(caller.partner(), id).filter(isShown))
                .orElseThrow(
                        () -> Problem.of(503, "unavailable", "This was accepted, but cannot be shown at the moment."));
        return Response.accepted().entity(Shown.of(shown)).build();
    }
}
