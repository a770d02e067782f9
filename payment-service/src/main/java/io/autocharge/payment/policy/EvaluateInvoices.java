package io.autocharge.payment.policy;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.invoice.InvoiceEvent;
import io.autocharge.contracts.invoice.InvoiceEvent.BalanceRefused;
import io.autocharge.contracts.invoice.InvoiceEvent.BalanceReserved;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoicePaid;
import io.autocharge.contracts.invoice.InvoiceEvent.PaymentLinkRequested;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.payment.AutoPayCommand.EvaluateAutoPay;
import io.autocharge.contracts.payment.AutoPayId;
import io.autocharge.contracts.payment.ChargeEvent;
import io.autocharge.contracts.payment.ChargeEvent.ChargeCanceled;
import io.autocharge.contracts.payment.ChargeEvent.ChargeRefused;
import io.autocharge.contracts.payment.ChargeEvent.ChargeScheduled;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.Origin;
import io.autocharge.payment.view.AutoPayCircumstances;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.Policy;
import java.util.Set;
import org.axonframework.eventhandling.EventHandler;

/** Whenever an invoice, or what is planned for it, has changed, hold the auto-pay rules against it. */
@Policy
public class EvaluateInvoices {

    /** Of these an evaluation could have no other result than before, or another event says the same. */
    private static final Set<Class<? extends InvoiceEvent>> WITHOUT_CONSEQUENCE =
            Set.of(BalanceReserved.class, BalanceRefused.class, InvoicePaid.class, PaymentLinkRequested.class);

    private final Commands commands;
    private final AutoPayCircumstances autoPay;

    EvaluateInvoices(Commands commands, AutoPayCircumstances autoPay) {
        this.commands = commands;
        this.autoPay = autoPay;
    }

    @EventHandler
    void when(InvoiceEvent event) {
        if (!WITHOUT_CONSEQUENCE.contains(event.getClass())) {
            evaluate(event.partnerId(), event.invoiceId(), null);
        }
    }

    @EventHandler
    void when(ChargeEvent event) {
        // What else becomes of a charge changes the balance of its invoice, which tells of it itself.
        var ended = event instanceof ChargeCanceled || event instanceof ChargeRefused;
        if (ended || event instanceof ChargeScheduled plan && plan.origin() != Origin.AUTO_PAY) {
            evaluate(event.partnerId(), event.invoiceId(), event.chargeId());
        }
    }

    private void evaluate(PartnerId partner, InvoiceId invoice, ChargeId about) {
        if (autoPay.concerns(partner, invoice)) {
            commands.send(new EvaluateAutoPay(AutoPayId.of(invoice), partner, invoice, about));
        }
    }
}
