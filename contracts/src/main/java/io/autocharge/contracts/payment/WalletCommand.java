package io.autocharge.contracts.payment;

import io.autocharge.contracts.Command;
import io.autocharge.contracts.Id;
import io.autocharge.contracts.MayBeAbsent;
import io.autocharge.contracts.Money;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.invoice.InvoiceId;
import java.time.Instant;

/** Orders to the wallet of a customer: its payment methods, of which exactly one is the default. */
public sealed interface WalletCommand extends Command {

    /** The wallet that is ordered. */
    WalletId walletId();

    @Override
    default Id subject() {
        return walletId();
    }

    /**
     * Keeps what the processor's token stands for. The first method on file becomes the default.
     *
     * @param onFile whether it may be charged again; a method given with a payment link pays once
     * @param asDefault whether automatic charges use it from now on; absent means no
     */
    record StorePaymentMethod(
            WalletId walletId,
            PartnerId partnerId,
            CustomerId customerId,
            PaymentMethodId paymentMethodId,
            Method method,
            String processorToken,
            boolean onFile,
            @MayBeAbsent Boolean asDefault)
            implements WalletCommand {

        public StorePaymentMethod {
            if (walletId == null
                    || partnerId == null
                    || customerId == null
                    || paymentMethodId == null
                    || method == null
                    || processorToken == null
                    || processorToken.isBlank()) {
                throw new IllegalArgumentException(
                        "wallet_id, partner_id, customer_id, payment_method_id, method and processor_token are needed.");
            }
            asDefault = Boolean.TRUE.equals(asDefault);
        }
    }

    /** Every automatic charge uses this one from now on. */
    record ChooseDefaultPaymentMethod(WalletId walletId, PartnerId partnerId, PaymentMethodId paymentMethodId)
            implements WalletCommand {}

    /**
     * A charge failed: asks whether and when it may be tried again, within the budgets of the card networks and Nacha.
     *
     * @param chargeId the charge that failed
     * @param amount what it was to collect
     * @param attempt which try it was; the first is 1
     * @param automatic whether it was made without a person who waits for the answer
     */
    record RequestRetry(
            WalletId walletId,
            PartnerId partnerId,
            CustomerId customerId,
            ChargeId chargeId,
            InvoiceId invoiceId,
            PaymentMethodId paymentMethodId,
            Money amount,
            String code,
            int attempt,
            boolean automatic,
            Instant failedAt)
            implements WalletCommand {}

    /** Stops the automatic charges of the customer; {@code about} is the charge that is the reason, if any. */
    record PauseAutomaticCharges(
            WalletId walletId, PartnerId partnerId, CustomerId customerId, String reason, @MayBeAbsent ChargeId about)
            implements WalletCommand {}

    /** Takes the automatic charges of the customer up again. */
    record ResumeAutomaticCharges(WalletId walletId, PartnerId partnerId, CustomerId customerId)
            implements WalletCommand {}

    /** Takes a method off file; if it was the default, the newest of the others takes its place. */
    record RemovePaymentMethod(WalletId walletId, PartnerId partnerId, PaymentMethodId paymentMethodId)
            implements WalletCommand {}
}
