package io.autocharge.payment.policy;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoiceArchived;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoicePaid;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.payment.LinkBookId;
import io.autocharge.contracts.payment.LinkClosure;
import io.autocharge.contracts.payment.LinkCommand;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.Policy;
import org.axonframework.eventhandling.EventHandler;

/** Whenever an invoice is settled or put away, close its payment links for good, whatever becomes of the invoice later. */
@Policy
public class ClosePaymentLinks {

    private final Commands commands;

    ClosePaymentLinks(Commands commands) {
        this.commands = commands;
    }

    @EventHandler
    void when(InvoicePaid event) {
        close(event.partnerId(), event.invoiceId(), LinkClosure.SETTLED);
    }

    @EventHandler
    void when(InvoiceArchived event) {
        close(event.partnerId(), event.invoiceId(), LinkClosure.ARCHIVED);
    }

    private void close(PartnerId partner, InvoiceId invoice, LinkClosure reason) {
        commands.send(new LinkCommand.ClosePaymentLinks(LinkBookId.of(invoice), partner, invoice, reason));
    }
}
