package io.autocharge.notification.policy;

import io.autocharge.contracts.notification.WebhookDeliveryId;
import io.autocharge.contracts.notification.WebhookEndpointId;

/** An endpoint has something to be told; {@code request} is the partner's request to send it again, if there was one. */
public record Knock(WebhookDeliveryId deliveryId, WebhookEndpointId endpointId, String request) {

    static final String WORKLIST = "webhooks";

    /** What it is called on the list: asked for again by another request, it is another. */
    String name() {
        return request == null ? deliveryId.value() : deliveryId + "/" + request;
    }
}
