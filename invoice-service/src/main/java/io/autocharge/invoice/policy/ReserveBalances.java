package io.autocharge.invoice.policy;

import io.autocharge.contracts.invoice.InvoiceCommand.ReserveBalance;
import io.autocharge.contracts.payment.ChargeEvent.BalanceRequested;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.Policy;
import org.axonframework.eventhandling.EventHandler;

/** Whenever a charge asks for an invoice's balance, have the invoice reserve or refuse it. */
@Policy
public class ReserveBalances {

    private final Commands commands;

    ReserveBalances(Commands commands) {
        this.commands = commands;
    }

    @EventHandler
    void when(BalanceRequested event) {
        commands.send(new ReserveBalance(
                event.invoiceId(), event.partnerId(), event.chargeId(), event.amount(), event.upTo(), event.round()));
    }
}
