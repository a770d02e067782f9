package io.autocharge.contracts.notification;

import io.autocharge.contracts.Command;
import io.autocharge.contracts.Id;
import io.autocharge.contracts.MayBeAbsent;
import io.autocharge.contracts.PartnerId;
import java.util.List;

/** Orders to a place of a partner to which webhooks are sent. */
public sealed interface WebhookEndpointCommand extends Command {

    /** The endpoint that is ordered. */
    WebhookEndpointId webhookEndpointId();

    @Override
    default Id subject() {
        return webhookEndpointId();
    }

    /**
     * Has the partner told of what happens from now on. The address is published: it must hold no secret.
     *
     * @param eventTypes what it wants to hear, such as {@code invoice.paid}; none means everything
     */
    record RegisterWebhookEndpoint(
            WebhookEndpointId webhookEndpointId,
            PartnerId partnerId,
            String url,
            WebhookSignature signature,
            @MayBeAbsent List<String> eventTypes)
            implements WebhookEndpointCommand {

        public RegisterWebhookEndpoint {
            if (webhookEndpointId == null || partnerId == null || url == null || signature == null) {
                throw new IllegalArgumentException(
                        "An endpoint needs its webhook_endpoint_id, partner_id, url and signature.");
            }
            eventTypes = eventTypes == null ? List.of() : List.copyOf(eventTypes);
        }
    }

    /** Signs with a new key; {@code requestId} is what the partner calls the request: said twice, it is done once. */
    record RotateWebhookKey(WebhookEndpointId webhookEndpointId, PartnerId partnerId, String requestId)
            implements WebhookEndpointCommand {}

    /** Sends nothing more for now. */
    record PauseWebhookEndpoint(WebhookEndpointId webhookEndpointId, PartnerId partnerId, WebhookPause reason)
            implements WebhookEndpointCommand {}

    /** Sends what happens from now on. */
    record ResumeWebhookEndpoint(WebhookEndpointId webhookEndpointId, PartnerId partnerId)
            implements WebhookEndpointCommand {}

    /** Sends nothing more for ever. */
    record RemoveWebhookEndpoint(WebhookEndpointId webhookEndpointId, PartnerId partnerId)
            implements WebhookEndpointCommand {}
}
