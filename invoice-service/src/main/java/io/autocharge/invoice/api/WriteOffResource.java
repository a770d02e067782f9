package io.autocharge.invoice.api;

import static io.autocharge.contracts.invoice.InvoiceRefusal.INVOICE_UNKNOWN;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.Refused;
import io.autocharge.contracts.invoice.InvoiceCommand.WriteOffBalance;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.invoice.view.InvoiceHistory;
import io.autocharge.invoice.view.Invoices;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.http.Caller;
import io.autocharge.runtime.http.IdempotencyKey;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Giving up what is open on an invoice, over HTTP. */
@Path("/invoices/{id}/write-off")
class WriteOffResource {

    private static final int LONGEST_REASON = 500;

    /** What is given up, all that is outstanding unless said otherwise, and why. */
    record WriteOff(Money amount, @Schema(required = true) String reason) {

        WriteOff {
            if (reason == null || reason.isBlank() || reason.length() > LONGEST_REASON) {
                throw new IllegalArgumentException("reason must have 1 to " + LONGEST_REASON + " characters.");
            }
        }
    }

    private final Commands commands;
    private final Invoices invoices;
    private final InvoiceHistory history;
    private final Caller caller;
    private final Clock clock;

    WriteOffResource(Commands commands, Invoices invoices, InvoiceHistory history, Caller caller, Clock clock) {
        this.commands = commands;
        this.invoices = invoices;
        this.history = history;
        this.caller = caller;
        this.clock = clock;
    }

    @POST
    public Balance writeOff(
            @HeaderParam("Idempotency-Key") IdempotencyKey key, @PathParam("id") InvoiceId id, WriteOff body) {
        var request = IdempotencyKey.required(key).value();
        var partner = caller.partner();
        var invoice = invoices.find(partner, id).orElseThrow(() -> new Refused(INVOICE_UNKNOWN));
        if (body == null) {
            throw new IllegalArgumentException("reason is missing.");
        }
        commands.send(new WriteOffBalance(invoice.id(), partner, body.amount(), body.reason(), request));
        var now = clock.instant();
        return Balance.of(history.balance(id, now), now);
    }
}
