package io.autocharge.invoice.view;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.invoice.InvoiceBalance;
import io.autocharge.contracts.invoice.InvoiceEvent;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoiceArchived;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoiceCreated;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.invoice.domain.OpenInvoices;
import io.autocharge.runtime.History;
import io.quarkus.arc.Unremovable;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Invoices as far as a credit has to know them, told from their own events. */
@Singleton
@Unremovable // a credit's handler asks for it by its type when it is called
public class StoredInvoices implements OpenInvoices {

    private final History histories;

    StoredInvoices(History histories) {
        this.histories = histories;
    }

    @Override
    public Optional<OpenInvoice> find(PartnerId partner, InvoiceId invoice) {
        InvoiceCreated terms = null;
        var balance = InvoiceBalance.unknown();
        var archived = false;
        for (var event : histories.of(invoice, InvoiceEvent.class).toList()) {
            terms = event instanceof InvoiceCreated created ? created : terms;
            archived |= event instanceof InvoiceArchived;
            balance = balance.after(event);
        }
        if (terms == null || !terms.partnerId().equals(partner)) {
            return Optional.empty();
        }
        var open = balance.outstanding();
        var free = open.minus(balance.inFlight().atMost(open));
        return Optional.of(new OpenInvoice(terms.customerId(), archived ? free.zero() : free));
    }
}
