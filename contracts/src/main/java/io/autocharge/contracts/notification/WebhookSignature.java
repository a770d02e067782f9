package io.autocharge.contracts.notification;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** How webhooks to an endpoint are signed, by its name in the Standard Webhooks specification. */
public enum WebhookSignature {
    /** Ed25519: the partner holds a public key, and nobody but us can sign. */
    ED25519("v1a"),
    /** HMAC-SHA256: the partner and we hold the same secret. */
    HMAC_SHA256("v1");

    private final String label;

    WebhookSignature(String label) {
        this.label = label;
    }

    /** Its name on the wire. */
    @JsonValue
    public String label() {
        return label;
    }

    /** The one of this name. */
    @JsonCreator
    public static WebhookSignature named(String label) {
        return Arrays.stream(values())
                .filter(one -> one.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("A signature is 'v1a' or 'v1'."));
    }
}
