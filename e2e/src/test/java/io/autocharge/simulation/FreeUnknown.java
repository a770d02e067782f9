package io.autocharge.simulation;

import io.autocharge.contracts.invoice.InvoiceCommand.ReleaseBalance;
import io.autocharge.contracts.payment.ChargeEvent.ChargeOutcomeUnknown;
import io.autocharge.runtime.Commands;
import org.axonframework.eventhandling.EventHandler;

/** A mistake: whenever an outcome is unknown, the reservation is given back. */
final class FreeUnknown {

    private final Commands commands;

    FreeUnknown(Commands commands) {
        this.commands = commands;
    }

    @EventHandler
    void when(ChargeOutcomeUnknown event) {
        commands.send(new ReleaseBalance(event.invoiceId(), event.partnerId(), event.chargeId(), "unknown"));
    }
}
