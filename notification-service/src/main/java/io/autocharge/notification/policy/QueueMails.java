package io.autocharge.notification.policy;

import io.autocharge.contracts.notification.MessageEvent.MessageQueued;
import io.autocharge.runtime.Policy;
import io.autocharge.runtime.Worklist;
import io.autocharge.runtime.Worklists;
import org.axonframework.eventhandling.EventHandler;

/** Whenever a message is queued, put it on the list of mails to send. */
@Policy
public class QueueMails {

    private final Worklist<Errand> mails;

    QueueMails(Worklists worklists) {
        mails = worklists.of(Errand.class, Errand.WORKLIST);
    }

    @EventHandler
    void when(MessageQueued event) {
        mails.put(
                event.messageId().value(),
                event.queuedAt(),
                new Errand(
                        event.messageId(),
                        event.partnerId(),
                        event.customerId(),
                        event.template(),
                        event.about(),
                        event.to()));
    }
}
