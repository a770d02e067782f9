package io.autocharge.notification.policy;

import io.autocharge.contracts.invoice.Receipt;
import io.autocharge.contracts.invoice.ReceiptBookEvent.ReceiptIssued;
import io.autocharge.contracts.notification.MessageCommand.SendMessage;
import io.autocharge.contracts.notification.MessageId;
import io.autocharge.contracts.notification.Template;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.Policy;
import java.util.List;
import org.axonframework.eventhandling.EventHandler;

/** Whenever a receipt is issued, of a payment or of what became of it, send it to the customer. */
@Policy
public class SendConfirmations {

    private final Commands commands;

    SendConfirmations(Commands commands) {
        this.commands = commands;
    }

    @EventHandler
    void when(ReceiptIssued event) {
        var receipt = event.receipt();
        var kind = receipt.kind() == null ? Receipt.Kind.PAYMENT : receipt.kind();
        var template =
                switch (kind) {
                    case PAYMENT -> Template.PAYMENT_CONFIRMATION;
                    case REFUND -> Template.REFUND;
                    case RETURN, DISPUTE, DISPUTE_WON -> Template.PAYMENT_TAKEN_BACK;
                };
        commands.send(new SendMessage(
                MessageId.derived(receipt.receiptId().value(), "confirmation"),
                event.partnerId(),
                receipt.customerId(),
                template,
                receipt.receiptId().value(),
                List.of()));
    }
}
