package io.autocharge.payment.adapter;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where Stripe is and who we are there. Without a key of our account it cannot be used. */
@Singleton
class StripeSettings {

    /** Together with a look-up before it and one silent repetition, shorter than the lease of whoever waits. */
    private static final Duration LONGEST_READ = Duration.ofSeconds(20);

    private final String url;
    private final Optional<String> secretKey;
    private final Optional<String> publishableKey;
    private final List<String> webhookSecrets;
    private final Duration longestRead;

    @Inject
    StripeSettings(
            @ConfigProperty(name = "autocharge.stripe.url", defaultValue = "https://api.stripe.com") String url,
            @ConfigProperty(name = "autocharge.stripe.secret-key") Optional<String> secretKey,
            @ConfigProperty(name = "autocharge.stripe.publishable-key") Optional<String> publishableKey,
            @ConfigProperty(name = "autocharge.stripe.webhook-secrets") Optional<List<String>> webhookSecrets) {
        this(url, secretKey, publishableKey, webhookSecrets.orElse(List.of()), LONGEST_READ);
    }

    StripeSettings(
            String url,
            Optional<String> secretKey,
            Optional<String> publishableKey,
            List<String> webhookSecrets,
            Duration longestRead) {
        this.url = url;
        this.secretKey = secretKey;
        this.publishableKey = publishableKey;
        this.webhookSecrets = webhookSecrets;
        this.longestRead = longestRead;
    }

    String url() {
        return url;
    }

    /**
     * The key of our account.
     *
     * @throws IllegalStateException with the way out, if there is none
     */
    String secretKey() {
        return secretKey
                .filter(key -> !key.isBlank())
                .orElseThrow(() -> new IllegalStateException(
                        "Stripe is chosen as a payment processor, but autocharge.stripe.secret-key is not set."));
    }

    /** With which a customer's browser starts Stripe's own script; no secret. */
    Optional<String> publishableKey() {
        return publishableKey.filter(key -> !key.isBlank());
    }

    /** With which Stripe signs what it tells us: the current one, and the one before while it is changed. */
    List<String> webhookSecrets() {
        return webhookSecrets;
    }

    Duration longestRead() {
        return longestRead;
    }

    @Override
    public String toString() {
        return "Stripe at " + url; // never a secret, wherever this ends up
    }
}
