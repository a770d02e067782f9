package io.autocharge.payment.view;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.payment.AutoPayEvent.AutoPayDecided;
import io.autocharge.contracts.payment.AutoPayId;
import io.autocharge.contracts.payment.AutoPayOutcome;
import io.autocharge.payment.domain.Fate.Stage;
import io.autocharge.runtime.History;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/**
 * Open invoices that auto-pay should charge and for which it has no charge to come, or has two: there should be none. What has
 * changed a moment ago may be on its way, so only what is found twice is a finding.
 */
@Singleton
public class UncoveredInvoices {

    /**
     * A part of the walk.
     *
     * @param last from where to go on; absent if there is no more
     */
    public record Part(List<InvoiceId> uncovered, InvoiceId last) {}

    private final OpenInvoices invoices;
    private final AutoPayCircumstances autoPay;
    private final Forecast forecast;
    private final History histories;

    UncoveredInvoices(OpenInvoices invoices, AutoPayCircumstances autoPay, Forecast forecast, History histories) {
        this.invoices = invoices;
        this.autoPay = autoPay;
        this.forecast = forecast;
        this.histories = histories;
    }

    /** Looks at the next {@code limit} open invoices of a partner. */
    public Part find(PartnerId partner, InvoiceId after, int limit) {
        var page = invoices.page(partner, after, limit);
        var uncovered = new ArrayList<InvoiceId>();
        for (var invoice : page) {
            if (isUncovered(partner, invoice.id())) {
                uncovered.add(invoice.id());
            }
        }
        return new Part(
                uncovered, page.size() < limit ? null : page.get(limit - 1).id());
    }

    /** Whether this one has no charge to come although it should, or has two. */
    public boolean isUncovered(PartnerId partner, InvoiceId invoice) {
        return autoPay.concerns(partner, invoice) && !isRight(partner, invoice);
    }

    private boolean isRight(PartnerId partner, InvoiceId invoice) {
        var entries = histories
                .of(AutoPayId.of(invoice), AutoPayDecided.class)
                .filter(decided -> decided.outcome() == AutoPayOutcome.PLANNED)
                .map(decided -> autoPay.fate(decided.chargeId()))
                .filter(fate -> fate.isToCome() || fate.stage() == Stage.MOVING)
                .count();
        if (entries > 0) {
            return entries == 1;
        }
        return forecast.now(partner, invoice)
                .map(judged -> judged.outcome() != AutoPayOutcome.PLANNED)
                .orElse(true);
    }
}
