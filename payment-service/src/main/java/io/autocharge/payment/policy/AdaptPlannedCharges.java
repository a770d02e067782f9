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
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.payment.domain.PlannedCharges;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.Policy;
import org.axonframework.eventhandling.EventHandler;

/**
 * Whenever an invoice is paid by one way, lower or cancel what is planned by another; whenever its reservation is free
 * again, wake the charges that wait for it.
 */
@Policy
public class AdaptPlannedCharges {

    private final Commands commands;
    private final PlannedCharges planned;

    AdaptPlannedCharges(Commands commands, PlannedCharges planned) {
        this.commands = commands;
        this.planned = planned;
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
        for (var plan : planned.of(event.partnerId(), event.invoiceId())) {
            try {
                commands.send(new CancelCharge(plan.charge(), event.partnerId(), Cancellation.INVOICE_ARCHIVED, null));
            } catch (Refused refused) {
                continue; // it has begun meanwhile, and the invoice will refuse it
            }
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
