package io.autocharge.payment.policy;

import io.autocharge.contracts.Refused;
import io.autocharge.contracts.invoice.Collection;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoiceCreated;
import io.autocharge.contracts.payment.ChargeCommand.RecordRefusal;
import io.autocharge.contracts.payment.ChargeCommand.ScheduleCharge;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.Origin;
import io.autocharge.payment.domain.InvoiceTerms;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.Policy;
import io.autocharge.runtime.Soon;
import jakarta.inject.Inject;
import java.time.Duration;
import org.axonframework.eventhandling.EventHandler;

/** Whenever an invoice is created to be charged to the method on file, plan its charge, or put on record why not. */
@Policy
public class ScheduleCharges {

    private final Commands commands;
    private final InvoiceTerms invoices;
    private final Duration patience;

    @Inject
    ScheduleCharges(Commands commands, InvoiceTerms invoices) {
        this(commands, invoices, Duration.ofSeconds(30));
    }

    ScheduleCharges(Commands commands, InvoiceTerms invoices, Duration patience) {
        this.commands = commands;
        this.invoices = invoices;
        this.patience = patience;
    }

    @EventHandler
    void when(InvoiceCreated event) {
        var wish = event.collection();
        if (wish.way() != Collection.Way.CHARGE_METHOD_ON_FILE) {
            return;
        }
        // News of the partner comes by another topic and may be late. That is no reason to refuse anything for ever.
        Soon.find(patience, () -> invoices.find(event.partnerId(), event.invoiceId()))
                .orElseThrow(() -> new IllegalStateException("Nothing was heard of " + event.partnerId() + " yet."));
        var charge = ChargeId.derived(event.invoiceId().value(), "collection");
        try {
            commands.send(new ScheduleCharge(
                    charge,
                    event.partnerId(),
                    event.invoiceId(),
                    wish.amount(),
                    wish.paymentMethodId(),
                    wish.when(),
                    Origin.INVOICE));
        } catch (Refused refused) {
            commands.send(new RecordRefusal(
                    charge,
                    event.partnerId(),
                    event.customerId(),
                    event.invoiceId(),
                    refused.reason().name()));
        }
    }
}
