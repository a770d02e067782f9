package io.autocharge.invoice.policy;

import io.autocharge.contracts.invoice.CreditCommand.RecordCreditTurnedAway;
import io.autocharge.contracts.invoice.CreditEvent.CreditSpent;
import io.autocharge.contracts.invoice.InvoiceCommand.RecordCredit;
import io.autocharge.contracts.invoice.InvoiceEvent.CreditTurnedAway;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.Policy;
import org.axonframework.eventhandling.EventHandler;

/** Whenever a part of a credit is spent on an invoice, record it there, and give back to the credit what the invoice cannot take. */
@Policy
public class ApplyCredits {

    private final Commands commands;

    ApplyCredits(Commands commands) {
        this.commands = commands;
    }

    @EventHandler
    void when(CreditSpent event) {
        commands.send(new RecordCredit(
                event.invoiceId(), event.partnerId(), event.creditId(), event.creditUseId(), event.amount()));
    }

    @EventHandler
    void when(CreditTurnedAway event) {
        commands.send(
                new RecordCreditTurnedAway(event.creditId(), event.partnerId(), event.creditUseId(), event.amount()));
    }
}
