package io.autocharge.payment.policy;

import io.autocharge.payment.domain.InvoiceTerms;
import io.autocharge.payment.view.PaymentLinkBooks;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.Worker;
import jakarta.inject.Singleton;

/**
 * Makes another payment link right before one expires, while its invoice is open: a reminder never carries a dead one. The old
 * one stays good for its own time.
 */
@Singleton
public class RenewPaymentLinks implements Worker<ExpiringLink> {

    private final Commands commands;
    private final InvoiceTerms invoices;
    private final PaymentLinkBooks books;

    RenewPaymentLinks(Commands commands, InvoiceTerms invoices, PaymentLinkBooks books) {
        this.commands = commands;
        this.invoices = invoices;
        this.books = books;
    }

    @Override
    public String worklist() {
        return ExpiringLink.WORKLIST;
    }

    @Override
    public Class<ExpiringLink> type() {
        return ExpiringLink.class;
    }

    @Override
    public Verdict work(String id, ExpiringLink link) {
        invoices.find(link.partnerId(), link.invoiceId())
                .filter(terms -> !terms.paid() && !terms.archived())
                .ifPresent(
                        terms -> commands.send(books.order(link.partnerId(), link.invoiceId(), terms.dueOn(), false)));
        return new Verdict.Done();
    }
}
