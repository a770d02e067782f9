package io.autocharge.contracts.payment;

import io.autocharge.contracts.Event;
import io.autocharge.contracts.Id;
import io.autocharge.contracts.MayBeAbsent;
import io.autocharge.contracts.Money;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.invoice.InvoiceId;
import java.time.Instant;
import java.time.LocalDate;

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

    /** The card network or bank has closed a method for good; {@code code} is its reason. */
    record PaymentMethodDisabled(
            WalletId walletId,
            PartnerId partnerId,
            CustomerId customerId,
            PaymentMethodId paymentMethodId,
            ChargeId chargeId,
            String code,
            Instant disabledAt)
            implements WalletEvent {}

    /**
     * A failed charge is tried again at {@code retryAt}, as the charge {@code retryId}.
     *
     * @param attempt which try that will be; the one that failed first was the first
     * @param firstFailedAt when that one failed, from which the days of the schedule are counted
     */
    record RetryGranted(
            WalletId walletId,
            PartnerId partnerId,
            CustomerId customerId,
            ChargeId chargeId,
            InvoiceId invoiceId,
            PaymentMethodId paymentMethodId,
            ChargeId retryId,
            int attempt,
            Money amount,
            LocalDate retryOn,
            Instant retryAt,
            Instant grantedAt,
            @MayBeAbsent Instant firstFailedAt)
            implements WalletEvent {

        public RetryGranted {
            firstFailedAt = firstFailedAt == null ? grantedAt : firstFailedAt;
        }

        /** A charge that failed for the first time just now is tried again. */
        public RetryGranted(
                WalletId walletId,
                PartnerId partnerId,
                CustomerId customerId,
                ChargeId chargeId,
                InvoiceId invoiceId,
                PaymentMethodId paymentMethodId,
                ChargeId retryId,
                int attempt,
                Money amount,
                LocalDate retryOn,
                Instant retryAt,
                Instant grantedAt) {
            this(
                    walletId,
                    partnerId,
                    customerId,
                    chargeId,
                    invoiceId,
                    paymentMethodId,
                    retryId,
                    attempt,
                    amount,
                    retryOn,
                    retryAt,
                    grantedAt,
                    grantedAt);
        }
    }

    /** A failed charge is not tried again by itself. */
    record RetryDenied(
            WalletId walletId,
            PartnerId partnerId,
            CustomerId customerId,
            ChargeId chargeId,
            InvoiceId invoiceId,
            PaymentMethodId paymentMethodId,
            RetryDenial reason,
            String code,
            Instant deniedAt)
            implements WalletEvent {}

    /** The automatic charges of the customer are paused; {@code about} is the charge that is the reason, if any. */
    record AutomaticChargesPaused(
            WalletId walletId,
            PartnerId partnerId,
            CustomerId customerId,
            String reason,
            @MayBeAbsent ChargeId about,
            Instant pausedAt)
            implements WalletEvent {}

    /** The automatic charges of the customer are made again. */
    record AutomaticChargesResumed(WalletId walletId, PartnerId partnerId, CustomerId customerId, Instant resumedAt)
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
