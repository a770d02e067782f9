package io.autocharge.payment.view;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.payment.Method;
import io.autocharge.contracts.payment.PaymentMethodId;
import io.autocharge.contracts.payment.WalletEvent.PaymentMethodStored;
import io.autocharge.payment.domain.Tries;
import java.time.Instant;
import java.util.List;

/**
 * A method on file as partners and customers see it: never the number, never the processor's token.
 *
 * @param disabled whether its card network or bank has closed it for good; {@code disabledCode} is its reason
 * @param retryBudgets how often it was or will be tried again after failures, of as often as it may be
 */
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
        boolean disabled,
        String disabledCode,
        List<Tries.Used> retryBudgets,
        Instant createdAt) {

    static StoredMethod of(
            PaymentMethodStored event, boolean byDefault, String disabledCode, List<Tries.Used> retryBudgets) {
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
                disabledCode != null,
                disabledCode,
                retryBudgets,
                event.storedAt());
    }
}
