package io.autocharge.invoice.policy;

import io.autocharge.contracts.invoice.InvoiceEvent.PaymentApplied;
import io.autocharge.contracts.invoice.Receipt;
import io.autocharge.contracts.invoice.ReceiptBookCommand.IssueReceipt;
import io.autocharge.contracts.invoice.ReceiptBookId;
import io.autocharge.contracts.invoice.ReceiptId;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.Policy;
import org.axonframework.eventhandling.EventHandler;

/** Whenever a payment is applied to an invoice, have the partner's receipt book number its receipt. */
@Policy
public class IssueReceipts {

    private final Commands commands;

    IssueReceipts(Commands commands) {
        this.commands = commands;
    }

    @EventHandler
    void when(PaymentApplied event) {
        var receipt = new Receipt(
                ReceiptId.derived(event.chargeId().value()),
                event.invoiceId(),
                event.invoiceNumber(),
                event.chargeId(),
                event.customerId(),
                event.customerName(),
                event.partnerName(),
                event.method(),
                event.amount(),
                event.total(),
                event.outstanding(),
                event.paidAt(),
                null,
                null);
        var book = ReceiptBookId.derived(event.partnerId().value());
        commands.send(new IssueReceipt(book, event.partnerId(), receipt));
    }
}
