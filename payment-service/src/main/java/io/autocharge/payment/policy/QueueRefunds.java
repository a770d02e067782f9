package io.autocharge.payment.policy;

import io.autocharge.contracts.payment.ChargeEvent.RefundRequested;
import io.autocharge.runtime.Policy;
import io.autocharge.runtime.Worklist;
import io.autocharge.runtime.Worklists;
import org.axonframework.eventhandling.EventHandler;

/** Whenever money is to be given back, put it on the list of what the processor is to be asked for. */
@Policy
public class QueueRefunds {

    private final Worklist<RefundOrder> refunds;

    QueueRefunds(Worklists worklists) {
        refunds = worklists.of(RefundOrder.class, RefundOrder.WORKLIST);
    }

    @EventHandler
    void when(RefundRequested event) {
        refunds.put(
                event.refundId().value(),
                event.requestedAt(),
                new RefundOrder(
                        event.refundId(),
                        event.chargeId(),
                        event.partnerId(),
                        event.processorReference(),
                        event.amount(),
                        event.requestedAt()));
    }
}
