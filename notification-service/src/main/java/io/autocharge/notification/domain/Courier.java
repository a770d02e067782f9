package io.autocharge.notification.domain;

import io.autocharge.contracts.notification.WebhookDeliveryId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Carries webhooks out of the house, and to nobody who lives in it. */
public interface Courier {

    /**
     * Carries webhooks to one address, once each and side by side; what came of them is known within 20 seconds. The name
     * in the URL is asked for once, and nothing is carried to an address that is not public.
     *
     * @return what came of each, in their order
     */
    List<CompletableFuture<Answer>> carry(String url, List<Parcel> parcels);

    /** What time it is where webhooks go: the world's, also while a sandbox's own clock is ahead. */
    Instant time();

    /** Why nothing would be carried to this URL, in a sentence for the partner; nothing if it would. */
    Optional<String> objection(String url);

    /**
     * A webhook.
     *
     * @param id the same at each try, by which the partner knows a second one
     * @param at when it is tried
     * @param signatures one for each key that is good then
     */
    record Parcel(WebhookDeliveryId id, Instant at, byte[] body, List<String> signatures) {}

    /**
     * What came of it.
     *
     * @param status what the endpoint answered; absent if it did not
     * @param failure why there is no answer, as a code such as {@code timeout}
     */
    record Answer(Integer status, String failure) {

        /** Whether the endpoint has taken it. */
        public boolean isTaken() {
            return status != null && status >= 200 && status <= 299;
        }

        /** Whether the endpoint is there no more. */
        public boolean isGone() {
            return status != null && status == 410;
        }
    }
}
