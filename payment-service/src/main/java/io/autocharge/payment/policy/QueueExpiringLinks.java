package io.autocharge.payment.policy;

import io.autocharge.contracts.payment.LinkEvent.PaymentLinkIssued;
import io.autocharge.contracts.payment.LinkStanding;
import io.autocharge.runtime.Policy;
import io.autocharge.runtime.Worklist;
import io.autocharge.runtime.Worklists;
import org.axonframework.eventhandling.EventHandler;

/** Whenever a payment link is made, put it on the list of those that expire. */
@Policy
public class QueueExpiringLinks {

    private final Worklist<ExpiringLink> expiring;

    QueueExpiringLinks(Worklists worklists) {
        expiring = worklists.of(ExpiringLink.class, ExpiringLink.WORKLIST);
    }

    @EventHandler
    void when(PaymentLinkIssued event) {
        expiring.put(
                event.paymentLinkId().value(),
                event.expiresAt().minus(LinkStanding.MARGIN),
                new ExpiringLink(event.partnerId(), event.invoiceId()));
    }
}
