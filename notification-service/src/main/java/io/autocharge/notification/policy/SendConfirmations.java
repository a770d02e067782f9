package io.autocharge.notification.policy;

import io.autocharge.contracts.invoice.ReceiptBookEvent.ReceiptIssued;
import io.autocharge.contracts.notification.MessageCommand.SendMessage;
import io.autocharge.contracts.notification.MessageId;
import io.autocharge.contracts.notification.Template;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.Policy;
import java.util.List;
import org.axonframework.eventhandling.EventHandler;

/** Whenever the receipt of a payment is issued, confirm the payment to the customer. */
@Policy
public class SendConfirmations {

    private final Commands commands;

    SendConfirmations(Commands commands) {
        this.commands = commands;
    }

    @EventHandler
    void when(ReceiptIssued event) {
        var receipt = event.receipt();
        if (receipt.corrects() != null) {
            return; // what became of a payment later is told in its own words
        }
        commands.send(new SendMessage(
                MessageId.derived(receipt.receiptId().value(), "confirmation"),
                event.partnerId(),
                receipt.customerId(),
                Template.PAYMENT_CONFIRMATION,
                receipt.receiptId().value(),
                List.of()));
    }
}
