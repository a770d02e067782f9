package io.autocharge.payment.view;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.payment.Method;
import io.autocharge.contracts.payment.PaymentMethodId;
import io.autocharge.contracts.payment.WalletEvent.PaymentMethodStored;
import java.time.Instant;

/** A method on file as partners and customers see it: never the number, never the processor's token. */
public record StoredMethod(
        PaymentMethodId id,
        CustomerId customerId,
        Method.Kind kind,
        String brand,
        String bankName,
        String last4,
        Integer expiryMonth,
        Integer expiryYear,
        String accountType,
        @JsonProperty("default") boolean byDefault,
        Instant createdAt) {

    static StoredMethod of(PaymentMethodStored event, boolean byDefault) {
        var method = event.method();
        return new StoredMethod(
                event.paymentMethodId(),
                event.customerId(),
                method.kind(),
                method.brand(),
                method.bankName(),
                method.last4(),
                method.expiryMonth(),
                method.expiryYear(),
                method.accountType(),
                byDefault,
                event.storedAt());
    }
}
