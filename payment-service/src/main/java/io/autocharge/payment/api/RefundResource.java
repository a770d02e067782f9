package io.autocharge.payment.api;

import static io.autocharge.contracts.payment.ChargeRefusal.CHARGE_UNKNOWN;
import static io.autocharge.contracts.payment.ChargeRefusal.REFUND_UNKNOWN;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.Refused;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.payment.ChargeCommand.RefundCharge;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.RefundId;
import io.autocharge.contracts.payment.RefundPurpose;
import io.autocharge.payment.view.Charges;
import io.autocharge.payment.view.RefundView;
import io.autocharge.payment.view.Refunds;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.Soon;
import io.autocharge.runtime.http.Caller;
import io.autocharge.runtime.http.IdempotencyKey;
import io.autocharge.runtime.http.Page;
import io.autocharge.runtime.http.PageRequest;
import io.autocharge.runtime.http.Problem;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/** Refunds over HTTP. */
@Path("/refunds")
class RefundResource {

    private static final Duration MOMENT = Duration.ofSeconds(3);

    /** A refund as a partner orders it: all that is left of the charge, unless said otherwise. */
    record Order(@Schema(required = true) ChargeId chargeId, InvoiceId invoiceId, Money amount, String reason) {

        Order {
            if (chargeId == null) {
                throw new IllegalArgumentException("charge_id is missing.");
            }
            if (reason != null && reason.length() > 500) {
                throw new IllegalArgumentException("reason has at most 500 characters.");
            }
        }
    }

    /** A refund as a partner sees it. */
    record Shown(
            RefundId id,
            ChargeId chargeId,
            InvoiceId invoiceId,
            CustomerId customerId,
            Money amount,
            RefundView.Status status,
            RefundPurpose purpose,
            String reason,
            String code,
            String processorReference,
            Instant createdAt,
            Instant updatedAt) {

        static Shown of(RefundView view) {
            return new Shown(
                    view.id(),
                    view.chargeId(),
                    view.invoiceId(),
                    view.customerId(),
                    view.amount(),
                    view.status(),
                    view.purpose(),
                    view.reason(),
                    view.code(),
                    view.processorReference(),
                    view.createdAt(),
                    view.updatedAt());
        }
    }

    private final Commands commands;
    private final Refunds refunds;
    private final Charges charges;
    private final Caller caller;

    RefundResource(Commands commands, Refunds refunds, Charges charges, Caller caller) {
        this.commands = commands;
        this.refunds = refunds;
        this.charges = charges;
        this.caller = caller;
    }

    @POST
    @APIResponseSchema(responseCode = "202", value = Shown.class)
    public Response order(
            @HeaderParam("Idempotency-Key") IdempotencyKey key, @HeaderParam("Prefer") String prefer, Order order) {
        var partner = caller.partner();
        var id = RefundId.derived(
                partner.value(), "create-refund", IdempotencyKey.required(key).value());
        Body.required(order);
        if (charges.find(partner, order.chargeId()).isEmpty()) {
            throw new Refused(CHARGE_UNKNOWN);
        }
        commands.send(new RefundCharge(
                order.chargeId(),
                partner,
                id,
                order.invoiceId(),
                order.amount(),
                order.reason(),
                RefundPurpose.PAYMENT));
        var patience = Patience.of(prefer);
        return patience.told(Response.accepted().location(URI.create("/v1/refunds/" + id)))
                .entity(soon(partner, id, patience))
                .build();
    }

    @GET
    public Page<Shown> list(@QueryParam("charge_id") ChargeId charge, @BeanParam PageRequest page) {
        return refunds.list(caller.partner(), charge, page).map(Shown::of);
    }

    @GET
    @Path("/{id}")
    public Shown show(@PathParam("id") RefundId id) {
        return refunds.find(caller.partner(), id).map(Shown::of).orElseThrow(() -> new Refused(REFUND_UNKNOWN));
    }

    private Shown soon(PartnerId partner, RefundId id, Patience patience) {
        var known = Soon.find(MOMENT, () -> refunds.find(partner, id));
        var ended = known.isEmpty() || patience.isNone()
                ? known
                : Soon.find(patience.time(), () -> refunds.find(partner, id)
                                .filter(refund -> refund.status() != RefundView.Status.REQUESTED))
                        .or(() -> known);
        return ended.map(Shown::of).orElseThrow(() -> Problem.of(
                        503, "unavailable", "This was accepted, but cannot be shown at the moment.")
                .with("Location", "/v1/refunds/" + id)
                .with("Retry-After", "2"));
    }
}
