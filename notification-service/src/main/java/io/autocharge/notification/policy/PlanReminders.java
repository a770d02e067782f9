package io.autocharge.notification.policy;

import io.autocharge.contracts.invoice.InvoiceEvent.InvoiceCreated;
import io.autocharge.runtime.Policy;
import io.autocharge.runtime.Worklist;
import io.autocharge.runtime.Worklists;
import org.axonframework.eventhandling.EventHandler;

/** Whenever an invoice is created, plan to remind its customer of it. */
@Policy
public class PlanReminders {

    private final Worklist<OpenBill> reminders;

    PlanReminders(Worklists worklists) {
        reminders = worklists.of(OpenBill.class, OpenBill.WORKLIST);
    }

    @EventHandler
    void when(InvoiceCreated event) {
        reminders.put(event.invoiceId().value(), event.createdAt(), new OpenBill(event.invoiceId(), event.partnerId()));
    }
}
