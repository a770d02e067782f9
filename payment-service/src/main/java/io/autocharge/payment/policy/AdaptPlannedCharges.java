package io.autocharge.payment.policy;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.Refused;
import io.autocharge.contracts.invoice.InvoiceEvent.BalanceReleased;
import io.autocharge.contracts.invoice.InvoiceEvent.BalanceWrittenOff;
import io.autocharge.contracts.invoice.InvoiceEvent.CreditApplied;
import io.autocharge.contracts.invoice.InvoiceEvent.DisputedPaymentRestored;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoiceArchived;
import io.autocharge.contracts.invoice.InvoiceEvent.PaymentApplied;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.payment.Cancellation;
import io.autocharge.contracts.payment.ChargeCommand.CancelCharge;
import io.autocharge.contracts.payment.ChargeCommand.ShrinkCharge;
import io.autocharge.contracts.payment.ChargeCommand.StartCharge;
import io.autocharge.contracts.payment.ChargeEvent.ChargeScheduled;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.payment.domain.InvoiceTerms;
import io.autocharge.payment.domain.PlannedCharges;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.NotYet;
import io.autocharge.runtime.Policy;
import io.autocharge.runtime.Position;
import io.autocharge.runtime.Soon;
import java.time.Duration;
import java.util.Optional;
import org.axonframework.eventhandling.EventHandler;

/**
 * Whenever an invoice is paid by one way, lower or cancel what is planned by another, also if that was planned in the same
 * moment; whenever its reservation is free again, wake the charges that wait for it.
 */
@Policy
public class AdaptPlannedCharges {

    private static final Duration MOMENT = Duration.ofSeconds(5);

    private final Commands commands;
    private final PlannedCharges planned;
    private final InvoiceTerms invoices;

    AdaptPlannedCharges(Commands commands, PlannedCharges planned, InvoiceTerms invoices) {
        this.commands = commands;
        this.planned = planned;
        this.invoices = invoices;
    }

    /** A payment from now on finds the plan on record; one that came while it was being recorded is found here. */
    @EventHandler
    void when(ChargeScheduled event, Position position) {
        if (!event.chargeAt().isAfter(event.scheduledAt())) {
            return; // it starts at once, and the invoice decides
        }
        var onRecord = Soon.find(
                MOMENT, () -> Optional.of(event).filter(plan -> planned.isUpTo(plan.invoiceId(), position.value())));
        if (onRecord.isEmpty()) {
            throw new NotYet("The plan of " + event.chargeId() + " is not on record yet.");
        }
        invoices.find(event.partnerId(), event.invoiceId()).ifPresent(invoice -> {
            if (invoice.archived()) {
                cancel(event.chargeId(), event.partnerId());
            } else if (invoice.paid()
                    || event.amount() != null && event.amount().exceeds(invoice.outstanding())) {
                commands.send(new ShrinkCharge(event.chargeId(), event.partnerId(), invoice.outstanding(), null));
            }
        });
    }

    @EventHandler
    void when(PaymentApplied event) {
        shrink(event.partnerId(), event.invoiceId(), event.outstanding(), event.chargeId());
        wake(event.partnerId(), event.invoiceId());
    }

    @EventHandler
    void when(CreditApplied event) {
        shrink(event.partnerId(), event.invoiceId(), event.sums().outstanding(), null);
    }

    @EventHandler
    void when(BalanceWrittenOff event) {
        shrink(event.partnerId(), event.invoiceId(), event.sums().outstanding(), null);
    }

    @EventHandler
    void when(DisputedPaymentRestored event) {
        shrink(event.partnerId(), event.invoiceId(), event.sums().outstanding(), event.chargeId());
    }

    @EventHandler
    void when(BalanceReleased event) {
        wake(event.partnerId(), event.invoiceId());
    }

    @EventHandler
    void when(InvoiceArchived event) {
        planned.of(event.partnerId(), event.invoiceId()).forEach(plan -> cancel(plan.charge(), event.partnerId()));
    }

    private void cancel(ChargeId charge, PartnerId partner) {
        try {
            commands.send(new CancelCharge(charge, partner, Cancellation.INVOICE_ARCHIVED, null));
        } catch (Refused refused) {
            return; // it has begun meanwhile, and the invoice will refuse it
        }
    }

    /** In the order of their dates, each may take what those before it leave. */
    private void shrink(PartnerId partner, InvoiceId invoice, Money outstanding, ChargeId paidBy) {
        var left = outstanding;
        for (var plan : planned.of(partner, invoice)) {
            commands.send(new ShrinkCharge(plan.charge(), partner, left, paidBy));
            left = plan.amount() == null ? left : left.minus(plan.amount().atMost(left));
        }
    }

    private void wake(PartnerId partner, InvoiceId invoice) {
        planned.of(partner, invoice).stream()
                .filter(PlannedCharges.Planned::waits)
                .forEach(plan -> commands.send(new StartCharge(plan.charge(), partner)));
    }
}
