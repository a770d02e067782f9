package io.autocharge.notification.policy;

import io.autocharge.contracts.customer.SignInEvent.SignInLinkRequested;
import io.autocharge.runtime.Policy;
import io.autocharge.runtime.Worklist;
import io.autocharge.runtime.Worklists;
import org.axonframework.eventhandling.EventHandler;

/** Whenever a person asks for a link to sign in, put it on the list of links to mail. */
@Policy
public class QueueSignInLinks {

    private final Worklist<SignInErrand> links;

    QueueSignInLinks(Worklists worklists) {
        links = worklists.of(SignInErrand.class, SignInErrand.WORKLIST);
    }

    @EventHandler
    void when(SignInLinkRequested event) {
        links.put(
                event.linkId().value(),
                event.requestedAt(),
                new SignInErrand(
                        event.linkId(), event.partnerId(), event.customerId(), event.userId(), event.expiresAt()));
    }
}
