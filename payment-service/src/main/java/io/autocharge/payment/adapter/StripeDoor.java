package io.autocharge.payment.adapter;

import com.stripe.StripeClient;
import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.net.RequestOptions;
import com.stripe.param.PaymentIntentRetrieveParams;
import com.stripe.service.V1Services;
import io.autocharge.payment.domain.PaymentProcessor.Unreachable;
import java.time.Duration;
import java.util.Optional;

/** The way to Stripe. Nothing is asked twice here: who asks again, and when, is decided by whoever holds the charge. */
final class StripeDoor {

    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(5);

    private final StripeSettings settings;
    private volatile StripeClient client;

    StripeDoor(StripeSettings settings) {
        this.settings = settings;
    }

    /** A look-up, the order, and its one silent repetition. */
    Duration longestAnswer() {
        return LONGEST_CONNECT.plus(settings.longestRead()).multipliedBy(3);
    }

    interface Question<T> {
        T ask(V1Services stripe) throws StripeException;
    }

    /** Stripe itself, for orders: whoever gives one has to tell a no from no answer. */
    V1Services open() {
        if (client == null) {
            client = StripeClient.builder()
                    .setApiKey(settings.secretKey())
                    .setApiBase(settings.url())
                    .setConnectTimeout((int) LONGEST_CONNECT.toMillis())
                    .setReadTimeout((int) settings.longestRead().toMillis())
                    .setMaxNetworkRetries(0)
                    .build();
        }
        return client.v1();
    }

    /**
     * The answer to a question.
     *
     * @throws Unreachable if there was none
     */
    <T> T look(Question<T> question) {
        try {
            return question.ask(open());
        } catch (StripeException e) {
            throw unreachable(e);
        }
    }

    /**
     * The answer to a question about something that may not exist.
     *
     * @throws Unreachable if there was none
     */
    <T> Optional<T> lookFor(Question<T> question) {
        try {
            return Optional.of(question.ask(open()));
        } catch (StripeException e) {
            if ("resource_missing".equals(e.getCode())) {
                return Optional.empty();
            }
            throw unreachable(e);
        }
    }

    /** A payment by Stripe's name for it. */
    PaymentIntent payment(String id) {
        var wanted = PaymentIntentRetrieveParams.builder()
                .addExpand("latest_charge.balance_transaction")
                .build();
        return look(stripe -> stripe.paymentIntents().retrieve(id, wanted));
    }

    static Unreachable unreachable(StripeException e) {
        return new Unreachable(
                e instanceof ApiConnectionException
                        ? "Stripe cannot be reached."
                        : "Stripe answered " + e.getStatusCode() + ".",
                e);
    }

    static RequestOptions key(String id) {
        return RequestOptions.builder().setIdempotencyKey(id).build();
    }
}
