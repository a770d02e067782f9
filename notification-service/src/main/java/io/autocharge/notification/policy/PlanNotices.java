package io.autocharge.notification.policy;

import io.autocharge.contracts.payment.ChargeEvent.ChargeScheduled;
import io.autocharge.contracts.payment.Origin;
import io.autocharge.runtime.Policy;
import io.autocharge.runtime.Worklist;
import io.autocharge.runtime.Worklists;
import java.util.EnumSet;
import java.util.Set;
import org.axonframework.eventhandling.EventHandler;

/**
 * Whenever a charge that nobody waits for is planned, plan to tell its customer before it is made. A next try is told in
 * the letter about the failure.
 */
@Policy
public class PlanNotices {

    private static final Set<Origin> TOLD =
            EnumSet.of(Origin.INVOICE, Origin.PARTNER, Origin.CUSTOMER, Origin.AUTO_PAY);

    private final Worklist<Notice> notices;

    PlanNotices(Worklists worklists) {
        notices = worklists.of(Notice.class, Notice.WORKLIST);
    }

    @EventHandler
    void when(ChargeScheduled event) {
        if (TOLD.contains(event.origin()) && event.chargeAt().isAfter(event.scheduledAt())) {
            notices.put(event.chargeId().value(), event.scheduledAt(), new Notice(event.chargeId(), event.partnerId()));
        }
    }
}
