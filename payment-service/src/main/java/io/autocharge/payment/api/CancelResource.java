package io.autocharge.payment.api;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.Refused;
import io.autocharge.contracts.payment.Cancellation;
import io.autocharge.contracts.payment.ChargeCommand.CancelCharge;
import io.autocharge.contracts.payment.ChargeEvent;
import io.autocharge.contracts.payment.ChargeEvent.ChargeCanceled;
import io.autocharge.contracts.payment.ChargeEvent.ChargeDeferred;
import io.autocharge.contracts.payment.ChargeEvent.ChargeScheduled;
import io.autocharge.contracts.payment.ChargeEvent.ChargeShrunk;
import io.autocharge.contracts.payment.ChargeEvent.PaymentMethodSwitched;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.ChargeRefusal;
import io.autocharge.payment.view.PayableInvoice;
import io.autocharge.payment.view.PayableInvoices;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.History;
import io.autocharge.runtime.http.CancelLinks;
import io.autocharge.runtime.http.Problem;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.LocalDate;

/** What whoever holds the link in a notice may do: see the planned charge, and stop it. Looking stops nothing. */
@Path("/cancel/{token}")
class CancelResource {

    /** A planned charge; {@code state} is {@code planned}, {@code canceled}, or {@code started} when it is too late. */
    record Shown(String partnerName, String invoiceNumber, Money amount, LocalDate chargeDate, String state) {}

    private final Commands commands;
    private final CancelLinks links;
    private final History histories;
    private final PayableInvoices invoices;

    CancelResource(Commands commands, CancelLinks links, History histories, PayableInvoices invoices) {
        this.commands = commands;
        this.links = links;
        this.histories = histories;
        this.invoices = invoices;
    }

    @GET
    public Shown show(@PathParam("token") String link) {
        return shown(behind(link));
    }

    /** Stopped twice is stopped once: the answer is the same. */
    @POST
    public Shown cancel(@PathParam("token") String link) {
        var plan = behind(link);
        try {
            commands.send(new CancelCharge(plan.chargeId(), plan.partnerId(), Cancellation.CUSTOMER_OBJECTED, null));
        } catch (Refused refused) {
            if (refused.reason() == ChargeRefusal.ALREADY_SUBMITTED
                    || refused.reason() == ChargeRefusal.ALREADY_ENDED) {
                throw Problem.of(
                        409, "too_late", "This payment has been started and can no longer be stopped by this link.");
            }
            throw refused;
        }
        return shown(plan);
    }

    private ChargeScheduled behind(String link) {
        return links.charge(link)
                .flatMap(charge -> histories.of(charge, ChargeScheduled.class).findFirst())
                .orElseThrow(Problem::notFound);
    }

    private Shown shown(ChargeScheduled plan) {
        var invoice = invoices.behindLink(plan.invoiceId()).orElseThrow(Problem::notFound);
        return new Shown(
                invoice.partnerName(),
                invoice.number(),
                amount(plan, invoice),
                plan.chargeOn(),
                state(plan.chargeId()));
    }

    private Money amount(ChargeScheduled plan, PayableInvoice invoice) {
        var asked = histories
                .of(plan.chargeId(), ChargeShrunk.class)
                .map(ChargeShrunk::to)
                .reduce((first, last) -> last)
                .orElse(plan.amount());
        return asked == null ? invoice.outstanding() : asked.atMost(invoice.outstanding());
    }

    private String state(ChargeId charge) {
        var state = "planned";
        for (var event : histories.of(charge, ChargeEvent.class).toList()) {
            if (event instanceof ChargeCanceled) {
                return "canceled";
            }
            if (event instanceof ChargeDeferred) {
                state = "planned";
            } else if (!isPlanning(event)) {
                state = "started";
            }
        }
        return state;
    }

    private static boolean isPlanning(ChargeEvent event) {
        return event instanceof ChargeScheduled
                || event instanceof ChargeShrunk
                || event instanceof PaymentMethodSwitched;
    }
}
