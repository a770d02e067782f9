package io.autocharge.invoice.policy;

import io.autocharge.contracts.invoice.InvoiceCommand.RecordDispute;
import io.autocharge.contracts.invoice.InvoiceCommand.RecordDisputeWon;
import io.autocharge.contracts.invoice.InvoiceCommand.RecordPayment;
import io.autocharge.contracts.invoice.InvoiceCommand.RecordRefund;
import io.autocharge.contracts.invoice.InvoiceCommand.RecordReturn;
import io.autocharge.contracts.payment.ChargeEvent.DisputeOpened;
import io.autocharge.contracts.payment.ChargeEvent.DisputeWon;
import io.autocharge.contracts.payment.ChargeEvent.PartialPaymentCaptured;
import io.autocharge.contracts.payment.ChargeEvent.PaymentCaptured;
import io.autocharge.contracts.payment.ChargeEvent.RefundSucceeded;
import io.autocharge.contracts.payment.ChargeEvent.SettledPaymentReturned;
import io.autocharge.contracts.payment.RefundPurpose;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.Policy;
import org.axonframework.eventhandling.EventHandler;

/**
 * Whenever money of a charge comes in, is given back, taken back, withheld or restored, record it on its invoice. One policy
 * does all of it, so that an invoice hears of it in the order in which it happened to the charge.
 */
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

    /** Only a payment was ever on the invoice; a credit or a late payment was not. */
    @EventHandler
    void when(RefundSucceeded event) {
        if (event.purpose() == RefundPurpose.PAYMENT) {
            commands.send(new RecordRefund(
                    event.invoiceId(),
                    event.partnerId(),
                    event.chargeId(),
                    event.refundId(),
                    event.amount(),
                    event.refundedAt()));
        }
    }

    @EventHandler
    void when(SettledPaymentReturned event) {
        commands.send(new RecordReturn(
                event.invoiceId(),
                event.partnerId(),
                event.chargeId(),
                event.amount(),
                event.code(),
                event.returnedAt()));
    }

    @EventHandler
    void when(DisputeOpened event) {
        commands.send(new RecordDispute(
                event.invoiceId(),
                event.partnerId(),
                event.chargeId(),
                event.disputeId(),
                event.amount(),
                event.reason(),
                event.openedAt()));
    }

    @EventHandler
    void when(DisputeWon event) {
        commands.send(new RecordDisputeWon(
                event.invoiceId(),
                event.partnerId(),
                event.chargeId(),
                event.disputeId(),
                event.amount(),
                event.wonAt()));
    }
}
