package io.autocharge.payment.view;

import io.autocharge.contracts.payment.PaymentMethodId;
import io.autocharge.contracts.payment.WalletEvent;
import io.autocharge.contracts.payment.WalletEvent.AutomaticChargesPaused;
import io.autocharge.contracts.payment.WalletEvent.AutomaticChargesResumed;
import io.autocharge.contracts.payment.WalletEvent.DefaultPaymentMethodChosen;
import io.autocharge.contracts.payment.WalletEvent.PaymentMethodDisabled;
import io.autocharge.contracts.payment.WalletEvent.PaymentMethodRemoved;
import java.time.Instant;

/** What the events of a wallet say to auto-pay: whether there is a default that can be charged, and whether it may be. */
public final class WalletSeen {

    private PaymentMethodId byDefault;
    private AutomaticChargesPaused pause;
    private Instant resumedAt;

    void take(WalletEvent event) {
        if (event instanceof DefaultPaymentMethodChosen chosen) {
            byDefault = chosen.paymentMethodId();
        } else if (event instanceof PaymentMethodRemoved removed) {
            gone(removed.paymentMethodId());
        } else if (event instanceof PaymentMethodDisabled disabled) {
            gone(disabled.paymentMethodId());
        } else if (event instanceof AutomaticChargesPaused paused) {
            pause = paused;
        } else if (event instanceof AutomaticChargesResumed resumed) {
            pause = null;
            resumedAt = resumed.resumedAt();
        }
    }

    boolean canBeCharged() {
        return byDefault != null;
    }

    /** What paused the customer's automatic charges; absent if they are not paused. */
    public AutomaticChargesPaused pause() {
        return pause;
    }

    boolean paused() {
        return pause != null;
    }

    Instant resumedAt() {
        return resumedAt;
    }

    private void gone(PaymentMethodId method) {
        byDefault = method.equals(byDefault) ? null : byDefault;
    }
}
