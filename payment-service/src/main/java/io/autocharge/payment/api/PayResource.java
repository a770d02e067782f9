package io.autocharge.payment.api;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.payment.ChargeCommand.ScheduleCharge;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.ChargeTime;
import io.autocharge.contracts.payment.Origin;
import io.autocharge.contracts.payment.WalletCommand.StorePaymentMethod;
import io.autocharge.contracts.payment.WalletId;
import io.autocharge.payment.domain.Methods;
import io.autocharge.payment.view.ChargeView;
import io.autocharge.payment.view.Charges;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.http.IdempotencyKey;
import io.autocharge.runtime.http.Problem;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/** What whoever holds a payment link may see and do. The link is the right; it says nothing of the customer. */
@Path("/pay/{token}")
class PayResource {

    /** What there is to pay. */
    record Bill(
            String partnerName,
            String invoiceNumber,
            Money total,
            Money outstanding,
            LocalDate dueDate,
            String state) {}

    /** A payment by the processor's token; all that is outstanding unless said otherwise. */
    record Payment(@Schema(required = true) String token, Money amount) {

        Payment {
            if (token == null || token.isBlank() || token.length() > 200) {
                throw new IllegalArgumentException("A token of the payment processor is expected.");
            }
        }
    }

    /** How a payment stands. Why a card was declined is for its holder to ask the bank. */
    record Receipt(ChargeId id, ChargeView.Status status, Money amount) {}

    private final Commands commands;
    private final OpenLinks links;
    private final Charges charges;
    private final Waiting waiting;
    private final Tokens tokens;

    PayResource(Commands commands, OpenLinks links, Charges charges, Waiting waiting, Tokens tokens) {
        this.commands = commands;
        this.links = links;
        this.charges = charges;
        this.waiting = waiting;
        this.tokens = tokens;
    }

    @GET
    public Bill show(@PathParam("token") String link) {
        var door = links.behind(link);
        links.mustOpen(door);
        var invoice = door.invoice();
        return new Bill(
                invoice.partnerName(),
                invoice.number(),
                invoice.total(),
                invoice.outstanding(),
                invoice.dueOn(),
                invoice.state());
    }

    @POST
    @APIResponseSchema(responseCode = "202", value = Receipt.class)
    public Response pay(
            @PathParam("token") String link,
            @HeaderParam("Idempotency-Key") IdempotencyKey key,
            @HeaderParam("Prefer") String prefer,
            Payment payment) {
        var door = links.behind(link);
        var invoice = door.invoice();
        var id = ChargeId.derived(
                invoice.id().value(),
                "pay-by-link",
                IdempotencyKey.required(key).value());
        Body.required(payment);
        if (charges.find(invoice.partnerId(), id).isEmpty()) {
            links.mustOpen(door);
        }
        var method = Methods.forOnly(id);
        commands.send(new StorePaymentMethod(
                WalletId.of(invoice.customerId()),
                invoice.partnerId(),
                invoice.customerId(),
                method,
                tokens.describe(invoice.partnerId(), payment.token()),
                payment.token(),
                false,
                false));
        links.attempt(
                door,
                new ScheduleCharge(
                        id,
                        invoice.partnerId(),
                        invoice.id(),
                        payment.amount(),
                        method,
                        ChargeTime.NOW,
                        Origin.PAYMENT_LINK));
        var patience = Patience.of(prefer);
        return patience.told(Response.accepted().location(URI.create("/v1/pay/" + link + "/charges/" + id)))
                .entity(waiting.find(invoice.partnerId(), id, patience)
                        .map(PayResource::receipt)
                        .orElse(new Receipt(id, ChargeView.Status.SCHEDULED, payment.amount())))
                .build();
    }

    /** What came of a payment by this link. */
    @GET
    @Path("/charges/{id}")
    public Receipt outcome(@PathParam("token") String link, @PathParam("id") ChargeId id) {
        var invoice = links.behind(link).invoice();
        return charges.find(invoice.partnerId(), id)
                .filter(charge -> charge.invoiceId().equals(invoice.id()))
                .filter(charge -> charge.origin() == Origin.PAYMENT_LINK)
                .map(PayResource::receipt)
                .orElseThrow(Problem::notFound);
    }

    private static Receipt receipt(ChargeView charge) {
        return new Receipt(charge.id(), charge.status(), charge.amount());
    }
}
