package io.autocharge.notification.policy;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.notification.WebhookEndpointId;

/** What happened behind one position of the partner's feed, up to another, is to be sent to an endpoint again. */
public record Reread(WebhookEndpointId endpointId, PartnerId partnerId, long after, long upTo, String request) {

    static final String WORKLIST = "webhook-rereads";

    String name() {
        return endpointId + "/" + request + "/" + after;
    }
}
