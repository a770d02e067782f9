package io.autocharge.contracts.payment;

import io.autocharge.contracts.Event;
import io.autocharge.contracts.Id;
import io.autocharge.contracts.MayBeAbsent;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import java.time.Instant;

/** The life of a customer's wallet, as published on {@code payment.events}. */
public sealed interface WalletEvent extends Event {

    /** The wallet that it happened to. */
    WalletId walletId();

    /** Whose wallet it is. */
    CustomerId customerId();

    @Override
    default Id subject() {
        return walletId();
    }

    /** A card or bank account can be charged, for good ({@code onFile}) or once. */
    record PaymentMethodStored(
            WalletId walletId,
            PartnerId partnerId,
            CustomerId customerId,
            PaymentMethodId paymentMethodId,
            Method method,
            String processorToken,
            boolean onFile,
            Instant storedAt)
            implements WalletEvent {}

    /** Automatic charges use this method from now on; {@code replaced} is the one before, if there was one. */
    record DefaultPaymentMethodChosen(
            WalletId walletId,
            PartnerId partnerId,
            CustomerId customerId,
            PaymentMethodId paymentMethodId,
            @MayBeAbsent PaymentMethodId replaced)
            implements WalletEvent {}

    /** A method can no longer be charged. */
    record PaymentMethodRemoved(
            WalletId walletId,
            PartnerId partnerId,
            CustomerId customerId,
            PaymentMethodId paymentMethodId,
            Instant removedAt)
            implements WalletEvent {}
}
