package io.autocharge.payment.policy;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoiceCreated;
import io.autocharge.contracts.invoice.InvoiceEvent.PaymentDisputed;
import io.autocharge.contracts.invoice.InvoiceEvent.PaymentRefunded;
import io.autocharge.contracts.invoice.InvoiceEvent.PaymentTakenBack;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.payment.view.PaymentLinkBooks;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.History;
import io.autocharge.runtime.Policy;
import org.axonframework.eventhandling.EventHandler;

/** Whenever an invoice is created or is open again, see that there is a link to pay it: any mail about it may carry that. */
@Policy
public class IssuePaymentLinks {

    private final Commands commands;
    private final PaymentLinkBooks books;
    private final History histories;

    IssuePaymentLinks(Commands commands, PaymentLinkBooks books, History histories) {
        this.commands = commands;
        this.books = books;
        this.histories = histories;
    }

    @EventHandler
    void when(InvoiceCreated event) {
        commands.send(books.order(event.partnerId(), event.invoiceId(), event.dueOn(), false));
    }

    @EventHandler
    void when(PaymentRefunded event) {
        again(event.partnerId(), event.invoiceId());
    }

    @EventHandler
    void when(PaymentTakenBack event) {
        again(event.partnerId(), event.invoiceId());
    }

    @EventHandler
    void when(PaymentDisputed event) {
        again(event.partnerId(), event.invoiceId());
    }

    private void again(PartnerId partner, InvoiceId invoice) {
        histories
                .of(invoice, InvoiceCreated.class)
                .findFirst()
                .ifPresent(created -> commands.send(books.order(partner, invoice, created.dueOn(), false)));
    }
}
