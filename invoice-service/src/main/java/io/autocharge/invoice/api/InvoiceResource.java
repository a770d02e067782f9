package io.autocharge.invoice.api;

import static io.autocharge.contracts.invoice.InvoiceRefusal.INVOICE_UNKNOWN;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.autocharge.contracts.Money;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.Refused;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.invoice.Collection;
import io.autocharge.contracts.invoice.InvoiceCommand.ArchiveInvoice;
import io.autocharge.contracts.invoice.InvoiceCommand.CreateInvoice;
import io.autocharge.contracts.invoice.InvoiceCommand.RequestPaymentLink;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoiceCreated;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.invoice.LineItem;
import io.autocharge.contracts.payment.ChargeTime;
import io.autocharge.contracts.payment.PaymentMethodId;
import io.autocharge.invoice.view.CustomersOnFile;
import io.autocharge.invoice.view.InvoiceHistory;
import io.autocharge.invoice.view.InvoiceNumbers;
import io.autocharge.invoice.view.InvoiceView;
import io.autocharge.invoice.view.Invoices;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.History;
import io.autocharge.runtime.Soon;
import io.autocharge.runtime.http.Caller;
import io.autocharge.runtime.http.IdempotencyKey;
import io.autocharge.runtime.http.IfMatch;
import io.autocharge.runtime.http.Page;
import io.autocharge.runtime.http.PageRequest;
import io.autocharge.runtime.http.Versioned;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/** Invoices over HTTP. */
@Path("/invoices")
class InvoiceResource {

    private static final Duration MOMENT = Duration.ofSeconds(3);

    /** An invoice as a partner asks for it; {@code collection} is {@code charge_later} unless said otherwise. */
    record Draft(
            @Schema(required = true) CustomerId customerId,
            String number,
            String externalId,
            @Schema(required = true) List<LineItem> lineItems,
            String memo,
            @Schema(required = true) LocalDate dueDate,
            Collection.Way collection,
            ChargeTime when,
            Money amount,
            PaymentMethodId paymentMethodId) {

        Draft {
            required(customerId, "customer_id");
            required(lineItems, "line_items");
            required(dueDate, "due_date");
            atMost(number, 40, "number");
            atMost(externalId, 200, "external_id");
            atMost(memo, 2000, "memo");
            if (lineItems.size() > 200) {
                throw new IllegalArgumentException("line_items may have 200 items at the most.");
            }
        }

        private static void required(Object value, String field) {
            if (value == null) {
                throw new IllegalArgumentException(field + " is missing.");
            }
        }

        private static void atMost(String value, int length, String field) {
            if (value != null && (value.isBlank() || value.length() > length)) {
                throw new IllegalArgumentException(field + " must have 1 to " + length + " characters.");
            }
        }

        Collection terms() {
            var way = collection == null ? Collection.Way.CHARGE_LATER : collection;
            return new Collection(way, when, amount, paymentMethodId);
        }
    }

    /** An invoice as a partner sees it. */
    record Shown(
            InvoiceId id,
            String number,
            String externalId,
            CustomerId customerId,
            String customerName,
            String status,
            List<LineItem> lineItems,
            String memo,
            LocalDate dueDate,
            Money total,
            Money outstanding,
            Instant createdAt,
            @JsonIgnore String version)
            implements Versioned {}

    private final Commands commands;
    private final Invoices invoices;
    private final InvoiceNumbers numbers;
    private final CustomersOnFile customers;
    private final InvoiceHistory history;
    private final History facts;
    private final Caller caller;
    private final Clock clock;

    InvoiceResource(
            Commands commands,
            Invoices invoices,
            InvoiceNumbers numbers,
            CustomersOnFile customers,
            InvoiceHistory history,
            History facts,
            Caller caller,
            Clock clock) {
        this.commands = commands;
        this.invoices = invoices;
        this.numbers = numbers;
        this.customers = customers;
        this.history = history;
        this.facts = facts;
        this.caller = caller;
        this.clock = clock;
    }

    @POST
    @APIResponseSchema(responseCode = "201", value = Shown.class)
    public Response create(@HeaderParam("Idempotency-Key") IdempotencyKey key, Draft draft) {
        var partner = caller.partner();
        var id = name(partner, IdempotencyKey.required(key), draft.externalId());
        var number = draft.number() == null ? numbers.next(partner) : draft.number();
        commands.send(new CreateInvoice(
                id,
                partner,
                draft.customerId(),
                number,
                draft.externalId(),
                draft.lineItems(),
                draft.memo(),
                draft.dueDate(),
                draft.terms()));
        var created = Soon.find(MOMENT, () -> invoices.find(partner, id))
                .or(() -> facts.of(id, InvoiceCreated.class).findFirst().map(Invoices::justCreated))
                .orElseThrow(InvoiceResource::unknown);
        return Response.created(URI.create("/v1/invoices/" + id))
                .entity(shown(created))
                .build();
    }

    @GET
    public Page<Shown> list(
            @QueryParam("customer_id") CustomerId customer,
            @QueryParam("status") @Schema(enumeration = {"open", "overdue", "paid", "archived"}) String status,
            @QueryParam("external_id") String externalId,
            @QueryParam("search") String search,
            @BeanParam PageRequest page) {
        var partner = caller.partner();
        var today = LocalDate.ofInstant(clock.instant(), customers.zone(partner).orElse(ZoneOffset.UTC));
        var dueBefore = "overdue".equals(status) ? today : null;
        return invoices.list(
                        partner,
                        new Invoices.Wanted(customer, state(status), dueBefore, externalId, search(search)),
                        page)
                .map(this::shown);
    }

    @GET
    @Path("/{id}")
    public Shown show(@PathParam("id") InvoiceId id) {
        return shown(found(id));
    }

    @DELETE
    @Path("/{id}")
    public Response archive(@PathParam("id") InvoiceId id, @HeaderParam("If-Match") List<String> ifMatch) {
        var was = found(id);
        new IfMatch(ifMatch)
                .send(
                        commands,
                        new ArchiveInvoice(id, caller.partner()),
                        shown(was),
                        was.position(),
                        "/v1/invoices/" + id);
        return Response.noContent().build();
    }

    @POST
    @Path("/{id}/payment-link")
    @APIResponse(responseCode = "202")
    public Response mailPaymentLink(@PathParam("id") InvoiceId id) {
        commands.send(new RequestPaymentLink(found(id).id(), caller.partner()));
        return Response.accepted().build();
    }

    /** The balance now, or as it was at {@code as_of}. */
    @GET
    @Path("/{id}/balance")
    public Balance balance(@PathParam("id") InvoiceId id, @QueryParam("as_of") Instant asOf) {
        var invoice = found(id);
        var balance = asOf == null ? invoice.balance() : history.balance(id, asOf);
        if (!balance.known()) {
            throw unknown();
        }
        return Balance.of(balance, asOf == null ? clock.instant() : asOf);
    }

    /** What happened to the invoice, the first event first; {@code after} is the sequence of the last one seen. */
    @GET
    @Path("/{id}/events")
    public InvoiceHistory.Excerpt events(
            @PathParam("id") InvoiceId id,
            @QueryParam("after") @DefaultValue("-1") long after,
            @BeanParam PageRequest page) {
        return history.of(found(id).id(), after, page.limit());
    }

    private InvoiceView found(InvoiceId id) {
        return invoices.find(caller.partner(), id).orElseThrow(InvoiceResource::unknown);
    }

    private Shown shown(InvoiceView view) {
        var zone = customers.zone(view.partnerId()).orElse(ZoneOffset.UTC);
        var status = view.status(LocalDate.ofInstant(clock.instant(), zone));
        return new Shown(
                view.id(),
                view.number(),
                view.externalId(),
                view.customerId(),
                view.customerName(),
                status,
                view.lineItems(),
                view.memo(),
                view.dueOn(),
                view.balance().sums().total(),
                view.balance().outstanding(),
                view.createdAt(),
                view.position() + "-" + status); // a status such as overdue comes by the calendar
    }

    /** A request said twice names the same invoice; so does the partner's own name for it, for ever. */
    private static InvoiceId name(PartnerId partner, IdempotencyKey key, String externalId) {
        return externalId == null
                ? InvoiceId.derived(partner.value(), "create-invoice", key.value())
                : InvoiceId.derived(partner.value(), "external-invoice", externalId);
    }

    private static InvoiceView.State state(String status) {
        if (status == null) {
            return null;
        }
        if (!List.of("open", "overdue", "paid", "archived").contains(status)) {
            throw new IllegalArgumentException("status must be open, overdue, paid or archived.");
        }
        return status.equals("overdue")
                ? InvoiceView.State.OPEN
                : InvoiceView.State.valueOf(status.toUpperCase(Locale.ROOT));
    }

    private static String search(String words) {
        if (words != null && words.length() > 100) {
            throw new IllegalArgumentException("search may have 100 characters at the most.");
        }
        return words;
    }

    private static Refused unknown() {
        return new Refused(INVOICE_UNKNOWN);
    }
}
