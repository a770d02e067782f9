package io.autocharge.contracts.notification;

import io.autocharge.contracts.Refusal;

/** Why an order to a webhook endpoint is refused. */
public enum WebhookEndpointRefusal implements Refusal {
    WEBHOOK_ENDPOINT_ID_ALREADY_USED(Kind.INVALID, "This request was made before with other content."),
    WEBHOOK_ENDPOINT_UNKNOWN(Kind.UNKNOWN, "There is no such webhook endpoint."),
    WEBHOOK_URL_MALFORMED(Kind.INVALID, "A webhook endpoint needs a URL of at most 2,048 characters."),
    EVENT_TYPE_UNKNOWN(Kind.INVALID, "One of these event types is not known, or is named twice.");

    private final Kind kind;
    private final String sentence;

    WebhookEndpointRefusal(Kind kind, String sentence) {
        this.kind = kind;
        this.sentence = sentence;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
