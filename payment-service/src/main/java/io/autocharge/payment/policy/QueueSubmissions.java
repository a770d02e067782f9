package io.autocharge.payment.policy;

import io.autocharge.contracts.payment.ChargeEvent.ChargeSubmitted;
import io.autocharge.runtime.Policy;
import io.autocharge.runtime.Worklist;
import io.autocharge.runtime.Worklists;
import org.axonframework.eventhandling.EventHandler;

/** Whenever a charge is submitted, put it on the list of what the processor is to be asked for. */
@Policy
public class QueueSubmissions {

    private final Worklist<Submission> submissions;

    QueueSubmissions(Worklists worklists) {
        submissions = worklists.of(Submission.class, Submission.WORKLIST);
    }

    @EventHandler
    void when(ChargeSubmitted event) {
        submissions.put(
                event.chargeId().value(),
                event.submittedAt(),
                new Submission(
                        event.chargeId(),
                        event.partnerId(),
                        event.customerId(),
                        event.paymentMethodId(),
                        event.amount(),
                        event.submittedAt()));
    }
}
