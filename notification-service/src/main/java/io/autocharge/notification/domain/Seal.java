package io.autocharge.notification.domain;

import io.autocharge.contracts.notification.WebhookDeliveryId;
import io.autocharge.contracts.notification.WebhookEndpointId;
import io.autocharge.contracts.notification.WebhookSignature;
import java.time.Instant;
import java.util.List;

/** Signs webhooks as the Standard Webhooks specification has it, with a key for each endpoint. */
public interface Seal {

    /** The signatures of a webhook, one for each key that is good at this moment. */
    List<String> sign(Subscription subscription, WebhookDeliveryId id, Instant at, byte[] body);

    /**
     * What the partner checks signatures with: of Ed25519 the public key ({@code whpk_…}), of HMAC the secret itself
     * ({@code whsec_…}), which is shown once.
     */
    String key(WebhookEndpointId endpoint, WebhookSignature signature, int version);
}
