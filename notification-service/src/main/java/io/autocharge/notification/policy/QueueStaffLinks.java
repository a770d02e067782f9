package io.autocharge.notification.policy;

import io.autocharge.contracts.customer.StaffEvent.PassphraseLinkRequested;
import io.autocharge.contracts.customer.StaffEvent.StaffInvited;
import io.autocharge.runtime.Policy;
import io.autocharge.runtime.Worklist;
import io.autocharge.runtime.Worklists;
import org.axonframework.eventhandling.EventHandler;

/** Whenever a person of the staff is invited or has forgotten its passphrase, put the link on the list of links to mail. */
@Policy
public class QueueStaffLinks {

    private final Worklist<StaffErrand> links;

    QueueStaffLinks(Worklists worklists) {
        links = worklists.of(StaffErrand.class, StaffErrand.WORKLIST);
    }

    @EventHandler
    void when(StaffInvited event) {
        links.put(
                event.linkId().value(),
                event.invitedAt(),
                new StaffErrand(
                        event.linkId(), event.partnerId(), event.name(), event.email(), true, event.expiresAt()));
    }

    @EventHandler
    void when(PassphraseLinkRequested event) {
        links.put(
                event.linkId().value(),
                event.requestedAt(),
                new StaffErrand(
                        event.linkId(), event.partnerId(), event.name(), event.email(), false, event.expiresAt()));
    }
}
