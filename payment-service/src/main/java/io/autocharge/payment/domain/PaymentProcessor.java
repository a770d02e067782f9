package io.autocharge.payment.domain;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.Method;
import io.autocharge.contracts.payment.Outcome;
import java.time.Duration;
import java.util.Optional;

/**
 * The outside party that moves the money. A charge's id is its name there and its idempotency key: the same id is charged
 * once, however often it is asked for.
 */
public interface PaymentProcessor {

    /**
     * What a token stands for, if the processor knows it.
     *
     * @throws Unreachable if it gave no answer
     */
    Optional<Method> describe(String token);

    /** Has the money moved. No answer, or one that cannot be read, is {@link Outcome#unknown()} and never a no. */
    Outcome charge(ChargeId charge, String token, Money amount);

    /**
     * How a charge stands; nothing if the processor does not know of it (yet).
     *
     * @throws Unreachable if it gave no answer
     */
    Optional<Outcome> find(ChargeId charge);

    /** For how long after it was first used an idempotency key is remembered there. */
    Duration keyWindow();

    /** No answer came that says anything. */
    final class Unreachable extends RuntimeException {

        public Unreachable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
