package io.autocharge.payment.policy;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.payment.Cause;
import io.autocharge.contracts.payment.ChargeEvent;
import io.autocharge.contracts.payment.ChargeEvent.ChargeDeclined;
import io.autocharge.contracts.payment.ChargeEvent.PaymentReturned;
import io.autocharge.contracts.payment.ChargeEvent.SettledPaymentReturned;
import io.autocharge.contracts.payment.Origin;
import io.autocharge.contracts.payment.WalletCommand.PauseAutomaticCharges;
import io.autocharge.contracts.payment.WalletCommand.RequestRetry;
import io.autocharge.contracts.payment.WalletId;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.History;
import io.autocharge.runtime.Policy;
import java.time.Instant;
import org.axonframework.eventhandling.EventHandler;

/**
 * Whenever a charge was declined or its payment returned, ask the wallet whether and when it is tried again. What a bank
 * takes back after it had settled pauses the customer's automatic charges first, so that it is not.
 */
@Policy
public class RequestRetries {

    /** Why automatic charges are paused after a payment was taken back. */
    static final String TAKEN_BACK = "PAYMENT_RETURNED";

    private final Commands commands;
    private final History histories;

    RequestRetries(Commands commands, History histories) {
        this.commands = commands;
        this.histories = histories;
    }

    @EventHandler
    void when(ChargeDeclined event) {
        ask(event, event.amount(), event.code(), event.declinedAt());
    }

    @EventHandler
    void when(PaymentReturned event) {
        ask(event, event.amount(), event.code(), event.returnedAt());
    }

    @EventHandler
    void when(SettledPaymentReturned event) {
        commands.send(new PauseAutomaticCharges(
                WalletId.of(event.customerId()), event.partnerId(), event.customerId(), TAKEN_BACK, event.chargeId()));
        ask(event, event.amount(), event.code(), event.returnedAt());
    }

    private void ask(ChargeEvent failure, Money amount, String code, Instant failedAt) {
        var tried = Tried.read(histories, failure.chargeId());
        commands.send(new RequestRetry(
                WalletId.of(failure.customerId()),
                failure.partnerId(),
                failure.customerId(),
                failure.chargeId(),
                failure.invoiceId(),
                tried.submission().paymentMethodId(),
                amount,
                code,
                attempt(tried),
                tried.nobodyWaits(),
                failedAt));
    }

    /** With a new method the schedule begins anew. */
    private static int attempt(Tried tried) {
        Cause cause = tried.plan().cause();
        var isRetry = tried.plan().origin() == Origin.RETRY && cause != null && cause.attempt() != null;
        return isRetry ? cause.attempt() : 1;
    }
}
