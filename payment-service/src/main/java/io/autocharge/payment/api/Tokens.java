package io.autocharge.payment.api;

import static io.autocharge.contracts.payment.WalletRefusal.TOKEN_UNKNOWN;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.Refused;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.payment.Method;
import io.autocharge.payment.domain.MethodSetup;
import io.autocharge.payment.domain.PaymentProcessor;
import io.autocharge.payment.domain.Processors;
import io.autocharge.runtime.http.Problem;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/** What the processor's tokens stand for, as far as anybody may know it. */
@Singleton
class Tokens {

    private final Processors processors;

    Tokens(Processors processors) {
        this.processors = processors;
    }

    /** Begins to take in a payment method; the same name twice is the same beginning. */
    MethodSetup setUp(PartnerId partner, CustomerId customer, String name) {
        return asked(() -> processors.of(partner).setUp(customer, name));
    }

    /** What a token stands for that pays once. */
    Method describe(PartnerId partner, String token) {
        return asked(() -> processors.of(partner).describe(token)).orElseThrow(() -> new Refused(TOKEN_UNKNOWN));
    }

    /** What a token stands for that a customer wants kept. */
    Method describe(PartnerId partner, CustomerId customer, String token) {
        try {
            return asked(() -> processors.of(partner).describe(customer, token))
                    .orElseThrow(() -> new Refused(TOKEN_UNKNOWN));
        } catch (PaymentProcessor.NotSetUp e) {
            throw Problem.of(
                    422,
                    "setup_incomplete",
                    "The customer has not finished handing over this payment method: " + e.getMessage() + ".");
        }
    }

    private static <T> T asked(Supplier<T> question) {
        try {
            return question.get();
        } catch (PaymentProcessor.Unreachable e) {
            throw Problem.of(503, "processor_unreachable", "The payment processor gives no answer at the moment.")
                    .with("Retry-After", "2");
        }
    }
}
