package io.autocharge.payment.view;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.PartnerEvent.PartnerRegistered;
import io.autocharge.contracts.invoice.InvoiceEvent;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoiceCreated;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.payment.domain.InvoiceTerms;
import io.autocharge.runtime.History;
import io.autocharge.runtime.Soon;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** Invoices as far as one has to know them to pay them. One that was created a moment ago is waited for. */
@Singleton
public class PayableInvoices implements InvoiceTerms {

    private static final Duration MOMENT = Duration.ofSeconds(3);

    private final History histories;

    public PayableInvoices(History histories) {
        this.histories = histories;
    }

    @Override
    public Optional<Terms> find(PartnerId partner, InvoiceId invoice) {
        return Soon.find(MOMENT, () -> known(invoice)
                .filter(found -> found.partnerId().equals(partner))
                .flatMap(found -> registered(partner).map(seller -> terms(found, seller))));
    }

    /** The invoice for whoever holds its payment link, which names it and nothing else. */
    public Optional<PayableInvoice> behindLink(InvoiceId invoice) {
        return Soon.find(MOMENT, () -> known(invoice));
    }

    private Optional<PayableInvoice> known(InvoiceId invoice) {
        PayableInvoice found = null;
        for (var event : histories.of(invoice, InvoiceEvent.class).toList()) {
            if (event instanceof InvoiceCreated created) {
                found = PayableInvoice.of(created);
            } else if (found != null) {
                found = found.after(event);
            }
        }
        return Optional.ofNullable(found);
    }

    private Optional<PartnerRegistered> registered(PartnerId partner) {
        return histories.of(partner, PartnerRegistered.class).findFirst();
    }

    private static Terms terms(PayableInvoice invoice, PartnerRegistered seller) {
        return new Terms(
                invoice.customerId(),
                invoice.outstanding(),
                invoice.archived(),
                invoice.dueOn(),
                seller.timeZone(),
                seller.cutOffHour(),
                invoice.createdAt());
    }
}
