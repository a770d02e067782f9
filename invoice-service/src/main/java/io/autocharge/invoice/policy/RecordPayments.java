package io.autocharge.invoice.policy;

import io.autocharge.contracts.invoice.InvoiceCommand.RecordPayment;
import io.autocharge.contracts.payment.ChargeEvent.PartialPaymentCaptured;
import io.autocharge.contracts.payment.ChargeEvent.PaymentCaptured;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.Policy;
import org.axonframework.eventhandling.EventHandler;

/** Whenever a payment is captured, in full or in part, record it on its invoice. */
@Policy
public class RecordPayments {

    private final Commands commands;

    RecordPayments(Commands commands) {
        this.commands = commands;
    }

    @EventHandler
    void when(PaymentCaptured event) {
        commands.send(new RecordPayment(
                event.invoiceId(),
                event.partnerId(),
                event.chargeId(),
                event.amount(),
                event.method(),
                event.capturedAt()));
    }

    @EventHandler
    void when(PartialPaymentCaptured event) {
        commands.send(new RecordPayment(
                event.invoiceId(),
                event.partnerId(),
                event.chargeId(),
                event.amount(),
                event.method(),
                event.capturedAt()));
    }
}
