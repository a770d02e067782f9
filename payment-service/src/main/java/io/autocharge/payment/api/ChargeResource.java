package io.autocharge.payment.api;

import static io.autocharge.contracts.payment.ChargeRefusal.CHARGE_UNKNOWN;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.autocharge.contracts.Money;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.Refused;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.payment.Allocation;
import io.autocharge.contracts.payment.ChargeCommand.CancelCharge;
import io.autocharge.contracts.payment.ChargeCommand.ScheduleCharge;
import io.autocharge.contracts.payment.ChargeEvent.ChargeScheduled;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.ChargeRefusal;
import io.autocharge.contracts.payment.ChargeTime;
import io.autocharge.contracts.payment.Method;
import io.autocharge.contracts.payment.Origin;
import io.autocharge.contracts.payment.PaymentMethodId;
import io.autocharge.contracts.payment.RetryDenial;
import io.autocharge.payment.domain.InvoiceTerms;
import io.autocharge.payment.domain.Split;
import io.autocharge.payment.view.ChargeView;
import io.autocharge.payment.view.Charges;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.History;
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
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/** Charges over HTTP. */
@Path("/charges")
class ChargeResource {

    private static final Duration MOMENT = Duration.ofSeconds(3);

    /** One of several invoices; all that is outstanding on it unless said otherwise. */
    record Part(InvoiceId invoiceId, Money amount) {

        Part {
            if (invoiceId == null) {
                throw new IllegalArgumentException("invoice_id is missing.");
            }
        }
    }

    /**
     * A charge as a partner orders it: all that is outstanding, to the default method, now, unless said otherwise.
     *
     * @param invoices what one payment is to cover, in the place of {@code invoice_id}
     * @param allocation how {@code amount} is divided among them: {@code oldest_first}, or {@code proportional}
     */
    record Order(
            InvoiceId invoiceId,
            Money amount,
            PaymentMethodId paymentMethodId,
            ChargeTime when,
            List<Part> invoices,
            String allocation) {

        private static final int MOST_INVOICES = 50;

        Order {
            // Generated clients send the lists that nobody filled.
            invoices = invoices == null || invoices.isEmpty() ? null : invoices;
            if ((invoiceId == null) == (invoices == null)) {
                throw new IllegalArgumentException("Give invoice_id, or invoices if one payment is for several.");
            }
            if (invoices != null && invoices.size() > MOST_INVOICES) {
                throw new IllegalArgumentException("One payment is for 1 to 50 invoices.");
            }
            if (invoices == null && allocation != null) {
                throw new IllegalArgumentException("allocation says how invoices share a payment, so give invoices.");
            }
            when = when == null ? ChargeTime.NOW : when;
        }

        Split.Way way() {
            return Arrays.stream(Split.Way.values())
                    .filter(way -> allocation == null
                            || way.name().toLowerCase(Locale.ROOT).equals(allocation))
                    .findFirst()
                    .orElseThrow(() -> Problem.malformed("'allocation' is oldest_first or proportional."));
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
            Money refunded,
            Money disputed,
            Instant createdAt,
            Instant updatedAt,
            @JsonIgnore String version)
            implements Versioned {

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
                    view.refunded(),
                    view.disputed(),
                    view.createdAt(),
                    view.updatedAt(),
                    view.position() == 0 ? null : String.valueOf(view.position()));
        }
    }

    private final Commands commands;
    private final Charges charges;
    private final Waiting waiting;
    private final InvoiceTerms invoices;
    private final History histories;
    private final Caller caller;

    ChargeResource(
            Commands commands,
            Charges charges,
            Waiting waiting,
            InvoiceTerms invoices,
            History histories,
            Caller caller) {
        this.commands = commands;
        this.invoices = invoices;
        this.histories = histories;
        this.charges = charges;
        this.waiting = waiting;
        this.caller = caller;
    }

    @POST
    @APIResponseSchema(responseCode = "202", value = Shown.class)
    public Response order(
            @HeaderParam("Idempotency-Key") IdempotencyKey key, @HeaderParam("Prefer") String prefer, Order order) {
        var partner = caller.partner();
        var id = ChargeId.derived(
                partner.value(), "create-charge", IdempotencyKey.required(key).value());
        Body.required(order);
        commands.send(scheduled(id, partner, order));
        var patience = Patience.of(prefer);
        var accepted = patience.told(Response.accepted().location(URI.create("/v1/charges/" + id)));
        return waiting.find(partner, id, patience)
                .or(() -> histories.of(id, ChargeScheduled.class).findFirst().map(Charges::justPlanned))
                .map(found -> accepted.entity(Shown.of(found)).build())
                .orElseThrow(() -> late(id));
    }

    private ScheduleCharge scheduled(ChargeId id, PartnerId partner, Order order) {
        if (order.invoices() == null) {
            return new ScheduleCharge(
                    id,
                    partner,
                    order.invoiceId(),
                    order.amount(),
                    order.paymentMethodId(),
                    order.when(),
                    Origin.PARTNER);
        }
        // Asked again, it is divided as it was: what is open has changed meanwhile, not least by this very payment.
        var parts = histories
                .of(id, ChargeScheduled.class)
                .findFirst()
                .map(before -> same(before, order))
                .orElseGet(() -> divided(partner, order));
        return new ScheduleCharge(
                id,
                partner,
                parts.get(0).invoiceId(),
                parts.stream().map(Allocation::amount).reduce(Money::plus).orElseThrow(),
                order.paymentMethodId(),
                order.when(),
                Origin.PARTNER,
                null,
                parts);
    }

    private static List<Allocation> same(ChargeScheduled before, Order order) {
        var parts = before.allocations() == null ? List.<Allocation>of() : before.allocations();
        var named = order.invoices().stream().map(Part::invoiceId).toList();
        ChargeRefusal.CHARGE_ID_ALREADY_USED.when(parts.isEmpty()
                || order.amount() != null && !order.amount().equals(before.amount())
                || !parts.stream().allMatch(part -> named.contains(part.invoiceId())));
        return parts;
    }

    private List<Allocation> divided(PartnerId partner, Order order) {
        var open = order.invoices().stream().map(part -> open(partner, part)).toList();
        ChargeRefusal.INVOICES_MIXED.when(open.stream()
                        .map(invoice -> invoice.outstanding().currency())
                        .distinct()
                        .count()
                > 1);
        var all = open.stream().map(Split.Open::outstanding).reduce(Money::plus).orElseThrow();
        ChargeRefusal.ALREADY_PAID.when(all.isZero());
        var amount = order.amount() == null ? all : order.amount();
        ChargeRefusal.NOTHING_TO_PAY.when(amount.isZero());
        ChargeRefusal.WRONG_CURRENCY.when(!amount.currency().equals(all.currency()));
        return Split.of(amount, open, order.way());
    }

    private Split.Open open(PartnerId partner, Part part) {
        var terms =
                invoices.find(partner, part.invoiceId()).orElseThrow(() -> new Refused(ChargeRefusal.INVOICE_UNKNOWN));
        var most = part.amount() == null ? terms.outstanding() : part.amount();
        ChargeRefusal.WRONG_CURRENCY.when(
                !most.currency().equals(terms.outstanding().currency()));
        ChargeRefusal.ABOVE_OUTSTANDING.when(most.exceeds(terms.outstanding()));
        return new Split.Open(part.invoiceId(), most, terms.dueOn());
    }

    @GET
    public Page<Shown> list(
            @QueryParam("invoice_id") InvoiceId invoice,
            @QueryParam("customer_id") CustomerId customer,
            @QueryParam("status") @Schema(implementation = ChargeView.Status.class) String status,
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
    public Shown cancel(@PathParam("id") ChargeId id, @HeaderParam("If-Match") List<String> ifMatch) {
        var order = new CancelCharge(id, caller.partner(), null, null);
        var was = charges.find(caller.partner(), id);
        if (was.isPresent()) {
            new IfMatch(ifMatch)
                    .send(commands, order, Shown.of(was.get()), was.get().position(), "/v1/charges/" + id);
        } else {
            commands.send(order);
        }
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
