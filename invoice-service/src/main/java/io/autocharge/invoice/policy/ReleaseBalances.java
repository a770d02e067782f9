package io.autocharge.invoice.policy;

import io.autocharge.contracts.invoice.InvoiceCommand.ReleaseBalance;
import io.autocharge.contracts.payment.ChargeEvent.ChargeDeclined;
import io.autocharge.contracts.payment.ChargeEvent.ChargeRefused;
import io.autocharge.contracts.payment.ChargeEvent.PaymentReturned;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.Policy;
import org.axonframework.eventhandling.EventHandler;

/**
 * Whenever a charge ends without money, have its invoice take the reservation back. An unknown outcome is no such end: its
 * reservation stays. A charge over several invoices that one of them refuses has to give up the reservations of the others.
 */
@Policy
public class ReleaseBalances {

    private final Commands commands;

    ReleaseBalances(Commands commands) {
        this.commands = commands;
    }

    @EventHandler
    void when(ChargeDeclined event) {
        commands.send(new ReleaseBalance(event.invoiceId(), event.partnerId(), event.chargeId(), event.code()));
    }

    @EventHandler
    void when(PaymentReturned event) {
        commands.send(new ReleaseBalance(event.invoiceId(), event.partnerId(), event.chargeId(), event.code()));
    }

    @EventHandler
    void when(ChargeRefused event) {
        commands.send(new ReleaseBalance(event.invoiceId(), event.partnerId(), event.chargeId(), event.reason()));
    }
}
