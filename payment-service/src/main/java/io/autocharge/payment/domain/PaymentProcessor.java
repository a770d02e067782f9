package io.autocharge.payment.domain;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.Method;
import io.autocharge.contracts.payment.Outcome;
import io.autocharge.contracts.payment.RefundId;
import io.autocharge.contracts.payment.RefundOutcome;
import java.time.Duration;
import java.util.Optional;

/**
 * The outside party that moves the money. A charge's id is its name there and its idempotency key: the same id is charged
 * once, however often it is asked for. The same holds for a refund.
 */
public interface PaymentProcessor {

    /** The name by which the configuration chooses it. */
    String name();

    /**
     * What a token stands for, if the processor knows it.
     *
     * @throws Unreachable if it gave no answer
     */
    Optional<Method> describe(String token);

    /**
     * What a token stands for that a customer wants kept, to be charged from then on without the customer; nothing if the
     * processor does not know it, or knows it as somebody else's.
     *
     * @throws NotSetUp if the customer has begun to hand it over, but not finished
     * @throws Unreachable if it gave no answer
     */
    default Optional<Method> describe(CustomerId customer, String token) {
        return describe(token); // its tokens are complete, and nobody's
    }

    /**
     * Begins to take in a payment method of a customer, to be charged later without them. Begun twice under the same name,
     * it is one.
     *
     * @param name of this beginning, unique for ever
     * @throws Unreachable if it gave no answer
     */
    MethodSetup setUp(CustomerId customer, String name);

    /** Has the money moved. No answer, or one that cannot be read, is {@link Outcome#unknown()} and never a no. */
    Outcome charge(ChargeId charge, String token, Money amount);

    /**
     * How a charge stands; nothing if the processor does not know of it (yet).
     *
     * @throws Unreachable if it gave no answer
     */
    Optional<Outcome> find(ChargeId charge);

    /**
     * Has money of a charge given back. No answer, or one that cannot be read, is {@link RefundOutcome#unknown()} and never
     * a no.
     *
     * @param processorReference the processor's own name of the charge
     */
    RefundOutcome refund(RefundId refund, ChargeId charge, String processorReference, Money amount);

    /**
     * How a refund stands; nothing if the processor does not know of it (yet).
     *
     * @param processorReference the processor's own name of the charge
     * @throws Unreachable if it gave no answer
     */
    Optional<RefundOutcome> findRefund(RefundId refund, String processorReference);

    /**
     * What has changed on the processor's side, the oldest first, a bounded page at a time. The same change may be told
     * again, and later than others that came after it.
     *
     * @param after the cursor of an earlier page; empty means from the beginning
     * @throws Unreachable if it gave no answer
     */
    ProcessorNews.Page news(String after);

    /**
     * One change by the processor's own name of it, of which it has told out of turn; nothing if it is of no account here.
     *
     * @throws Unreachable if it gave no answer
     */
    default Optional<ProcessorNews> told(String news) {
        return Optional.empty(); // it tells nothing but by its feed
    }

    /**
     * The processor's own records of charges, the oldest first, a bounded page at a time.
     *
     * @param after the cursor of an earlier page; empty means from the beginning
     * @throws Unreachable if it gave no answer
     */
    ProcessorRecord.Page list(String after);

    /** For how long after it was first used an idempotency key is remembered there. */
    Duration keyWindow();

    /** How long it is waited at the longest for what came of an order, with a look-up before it. */
    Duration longestAnswer();

    /**
     * Looks whether it can be used as it is configured.
     *
     * @throws IllegalStateException with the way out, if it cannot
     */
    default void check() {
        // it needs nothing that could be missing
    }

    /** What it does when it is asked again under a key whose first answer was an error of its server. */
    AfterError onError();

    /** What a processor does when it is asked again after an error of its own. */
    enum AfterError {
        /** The same key gives the same error again: only a look-up tells the truth. */
        REPLAY,
        /** The same key is tried anew, unless it was carried out. */
        REATTEMPT
    }

    /** The customer has not, or not yet, agreed to be charged by this method. */
    final class NotSetUp extends RuntimeException {

        /** With the processor's own word for what is missing. */
        public NotSetUp(String missing) {
            super(missing, null, false, false);
        }
    }

    /** No answer came that says anything. */
    final class Unreachable extends RuntimeException {

        public Unreachable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
