package io.autocharge.invoice.policy;

import io.autocharge.contracts.invoice.CreditCommand.GrantCredit;
import io.autocharge.contracts.invoice.CreditCommand.RecordCreditTakenBack;
import io.autocharge.contracts.invoice.CreditId;
import io.autocharge.contracts.invoice.InvoiceEvent.OverpaymentFound;
import io.autocharge.contracts.invoice.InvoiceEvent.OverpaymentTakenBack;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.Policy;
import org.axonframework.eventhandling.EventHandler;

/**
 * Whenever an invoice finds an overpayment, keep it as a credit of the customer; whenever it finds that a bank took one back,
 * take it from that credit.
 */
@Policy
public class RecordOverpayments {

    private final Commands commands;

    RecordOverpayments(Commands commands) {
        this.commands = commands;
    }

    @EventHandler
    void when(OverpaymentFound event) {
        commands.send(new GrantCredit(
                CreditId.of(event.chargeId(), event.invoiceId(), event.disputeId()),
                event.partnerId(),
                event.customerId(),
                event.invoiceId(),
                event.chargeId(),
                event.excess()));
    }

    @EventHandler
    void when(OverpaymentTakenBack event) {
        commands.send(new RecordCreditTakenBack(
                CreditId.of(event.chargeId(), event.invoiceId(), event.disputeId()),
                event.partnerId(),
                event.customerId(),
                event.chargeId(),
                event.takenBack()));
    }
}
