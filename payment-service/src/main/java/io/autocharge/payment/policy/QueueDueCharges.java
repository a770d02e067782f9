package io.autocharge.payment.policy;

import io.autocharge.contracts.payment.ChargeEvent.ChargeCanceled;
import io.autocharge.contracts.payment.ChargeEvent.ChargeDeferred;
import io.autocharge.contracts.payment.ChargeEvent.ChargeScheduled;
import io.autocharge.runtime.Policy;
import io.autocharge.runtime.Worklist;
import io.autocharge.runtime.Worklists;
import org.axonframework.eventhandling.EventHandler;

/** Whenever a charge is scheduled or has to wait, put it on the list of what will be due; whenever it is canceled, take it off. */
@Policy
public class QueueDueCharges {

    private final Worklist<DueCharge> due;

    QueueDueCharges(Worklists worklists) {
        due = worklists.of(DueCharge.class, DueCharge.WORKLIST);
    }

    @EventHandler
    void when(ChargeScheduled event) {
        due.put(event.chargeId().value(), event.chargeAt(), new DueCharge(event.chargeId(), event.partnerId()));
    }

    /** It is woken when the other charge has ended; this is for the case that nobody does. */
    @EventHandler
    void when(ChargeDeferred event) {
        var item = event.chargeId() + "/" + (event.round() + 1);
        due.put(item, event.until(), new DueCharge(event.chargeId(), event.partnerId()));
    }

    @EventHandler
    void when(ChargeCanceled event) {
        due.remove(event.chargeId().value());
    }
}
