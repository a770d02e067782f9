package io.autocharge.notification.policy;

import io.autocharge.contracts.payment.ChargeEvent.ChargeDeclined;
import io.autocharge.contracts.payment.ChargeEvent.PaymentReturned;
import io.autocharge.contracts.payment.Origin;
import io.autocharge.runtime.Policy;
import io.autocharge.runtime.Worklist;
import io.autocharge.runtime.Worklists;
import org.axonframework.eventhandling.EventHandler;

/**
 * Whenever a charge ends without money, tell the customer what to do. Who paid by link has seen the answer on the page.
 */
@Policy
public class SendFailures {

    private final Worklist<Failure> failures;

    SendFailures(Worklists worklists) {
        failures = worklists.of(Failure.class, Failure.WORKLIST);
    }

    @EventHandler
    void when(ChargeDeclined event) {
        if (event.origin() != Origin.PAYMENT_LINK) {
            put(new Failure(event.chargeId(), event.partnerId(), event.customerId(), event.declinedAt()));
        }
    }

    @EventHandler
    void when(PaymentReturned event) {
        put(new Failure(event.chargeId(), event.partnerId(), event.customerId(), event.returnedAt()));
    }

    private void put(Failure failure) {
        failures.put(failure.chargeId().value(), failure.failedAt(), failure);
    }
}
