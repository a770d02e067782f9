package io.autocharge.payment.api;

import static io.autocharge.contracts.payment.ChargeRefusal.CHARGE_UNKNOWN;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.Refused;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.payment.ChargeCommand.CancelCharge;
import io.autocharge.contracts.payment.ChargeCommand.ScheduleCharge;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.ChargeTime;
import io.autocharge.contracts.payment.Method;
import io.autocharge.contracts.payment.Origin;
import io.autocharge.contracts.payment.PaymentMethodId;
import io.autocharge.contracts.payment.RetryDenial;
import io.autocharge.payment.view.ChargeView;
import io.autocharge.payment.view.Charges;
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
import java.time.LocalDate;
import java.util.Arrays;

/** Charges over HTTP. */
@Path("/charges")
class ChargeResource {

    private static final Duration MOMENT = Duration.ofSeconds(3);

    /** A charge as a partner orders it: all that is outstanding, to the default method, now, unless said otherwise. */
    record Order(InvoiceId invoiceId, Money amount, PaymentMethodId paymentMethodId, ChargeTime when) {

        Order {
            if (invoiceId == null) {
                throw new IllegalArgumentException("invoice_id is missing.");
            }
            when = when == null ? ChargeTime.NOW : when;
        }
    }

    /**
     * A charge as a partner sees it; if it failed, with its next try or with why there is none.
     */
    record Shown(
            ChargeId id,
            InvoiceId invoiceId,
            CustomerId customerId,
            ChargeView.Status status,
            Money amount,
            Money remaining,
            PaymentMethodId paymentMethodId,
            Method method,
            LocalDate chargeOn,
            Instant chargeAt,
            Origin origin,
            String reason,
            String processorReference,
            ChargeView.NextTry nextTry,
            RetryDenial noRetryReason,
            Instant createdAt,
            Instant updatedAt) {

        static Shown of(ChargeView view) {
            return new Shown(
                    view.id(),
                    view.invoiceId(),
                    view.customerId(),
                    view.status(),
                    view.amount(),
                    view.remaining(),
                    view.paymentMethodId(),
                    view.method(),
                    view.chargeOn(),
                    view.chargeAt(),
                    view.origin(),
                    view.reason(),
                    view.processorReference(),
                    view.nextTry(),
                    view.noRetryReason(),
                    view.createdAt(),
                    view.updatedAt());
        }
    }

    private final Commands commands;
    private final Charges charges;
    private final Waiting waiting;
    private final Caller caller;

    ChargeResource(Commands commands, Charges charges, Waiting waiting, Caller caller) {
        this.commands = commands;
        this.charges = charges;
        this.waiting = waiting;
        this.caller = caller;
    }

    @POST
    public Response order(
            @HeaderParam("Idempotency-Key") IdempotencyKey key, @HeaderParam("Prefer") String prefer, Order order) {
        var partner = caller.partner();
        var id = ChargeId.derived(
                partner.value(), "create-charge", IdempotencyKey.required(key).value());
        Body.required(order);
        commands.send(new ScheduleCharge(
                id, partner, order.invoiceId(), order.amount(), order.paymentMethodId(), order.when(), Origin.PARTNER));
        var accepted = Response.accepted().location(URI.create("/v1/charges/" + id));
        return waiting.find(partner, id, prefer)
                .map(found -> accepted.entity(Shown.of(found)).build())
                .orElseThrow(() -> late(id));
    }

    @GET
    public Page<Shown> list(
            @QueryParam("invoice_id") InvoiceId invoice,
            @QueryParam("customer_id") CustomerId customer,
            @QueryParam("status") String status,
            @BeanParam PageRequest page) {
        return charges.list(caller.partner(), new Charges.Wanted(invoice, customer, status(status)), page)
                .map(Shown::of);
    }

    @GET
    @Path("/{id}")
    public Shown show(@PathParam("id") ChargeId id) {
        return charges.find(caller.partner(), id).map(Shown::of).orElseThrow(() -> new Refused(CHARGE_UNKNOWN));
    }

    @POST
    @Path("/{id}/cancel")
    public Shown cancel(@PathParam("id") ChargeId id) {
        commands.send(new CancelCharge(id, caller.partner(), null, null));
        return Soon.find(MOMENT, () -> charges.find(caller.partner(), id)
                        .filter(charge -> charge.status() == ChargeView.Status.CANCELED))
                .map(Shown::of)
                .orElseThrow(() -> late(id));
    }

    /** It is done and stored; only what is shown is not up to date. Asked again with the same key, it is shown. */
    private static Problem late(ChargeId id) {
        return Problem.of(503, "unavailable", "This was accepted, but cannot be shown at the moment.")
                .with("Location", "/v1/charges/" + id)
                .with("Retry-After", "2");
    }

    private static ChargeView.Status status(String label) {
        return label == null
                ? null
                : Arrays.stream(ChargeView.Status.values())
                        .filter(status -> status.label().equals(label))
                        .findFirst()
                        .orElseThrow(() -> Problem.malformed("This 'status' is none that a charge can have."));
    }
}
