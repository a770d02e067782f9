package io.autocharge.payment.domain;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.Method;
import io.autocharge.contracts.payment.PaymentMethodId;
import java.util.Optional;

/** What a customer can be charged with. */
public interface Methods {

    /** The name of a method that pays for this charge alone, such as one given with a payment link. */
    static PaymentMethodId forOnly(ChargeId charge) {
        return PaymentMethodId.derived(charge.value(), "one-off");
    }

    /** What automatic charges use; never one that is disabled. */
    Optional<Stored> byDefault(PartnerId partner, CustomerId customer);

    /** The method of this name, also one that has been taken off file meanwhile. */
    Optional<Stored> find(PartnerId partner, CustomerId customer, PaymentMethodId method);

    /**
     * A card or bank account, as the processor's token for it.
     *
     * @param onFile whether it may be charged again; what was given with a payment link pays once
     * @param removed whether nothing new may be charged to it
     * @param disabled whether its card network or bank has closed it for good, so that nothing can be charged to it
     */
    record Stored(
            PaymentMethodId id,
            Method method,
            String processorToken,
            boolean onFile,
            boolean removed,
            boolean disabled) {

        /** One that is not disabled. */
        public Stored(PaymentMethodId id, Method method, String processorToken, boolean onFile, boolean removed) {
            this(id, method, processorToken, onFile, removed, false);
        }
    }
}
