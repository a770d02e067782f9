package io.autocharge.payment.policy;

import io.autocharge.contracts.invoice.InvoiceEvent.BalanceRefused;
import io.autocharge.contracts.invoice.InvoiceEvent.BalanceReserved;
import io.autocharge.contracts.payment.ChargeCommand.RefuseCharge;
import io.autocharge.contracts.payment.ChargeCommand.SubmitCharge;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.Policy;
import org.axonframework.eventhandling.EventHandler;

/** Whenever an invoice has answered a charge, submit the charge or end it. */
@Policy
public class SubmitCharges {

    private final Commands commands;

    SubmitCharges(Commands commands) {
        this.commands = commands;
    }

    @EventHandler
    void when(BalanceReserved event) {
        commands.send(new SubmitCharge(
                event.chargeId(),
                event.partnerId(),
                event.amount(),
                event.remaining(),
                event.invoiceId(),
                event.round()));
    }

    @EventHandler
    void when(BalanceRefused event) {
        commands.send(new RefuseCharge(
                event.chargeId(), event.partnerId(), event.reason(), event.invoiceId(), event.round()));
    }
}
