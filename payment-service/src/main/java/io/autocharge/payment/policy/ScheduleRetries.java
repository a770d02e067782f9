package io.autocharge.payment.policy;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.Refused;
import io.autocharge.contracts.payment.Cancellation;
import io.autocharge.contracts.payment.Cause;
import io.autocharge.contracts.payment.ChargeCommand.CancelCharge;
import io.autocharge.contracts.payment.ChargeCommand.RecordRefusal;
import io.autocharge.contracts.payment.ChargeCommand.ScheduleCharge;
import io.autocharge.contracts.payment.ChargeEvent.LatePaymentFound;
import io.autocharge.contracts.payment.ChargeRefusal;
import io.autocharge.contracts.payment.ChargeTime;
import io.autocharge.contracts.payment.Method;
import io.autocharge.contracts.payment.Origin;
import io.autocharge.contracts.payment.WalletEvent;
import io.autocharge.contracts.payment.WalletEvent.AutomaticChargesPaused;
import io.autocharge.contracts.payment.WalletEvent.RetryGranted;
import io.autocharge.contracts.payment.WalletId;
import io.autocharge.payment.domain.InvoiceTerms;
import io.autocharge.payment.domain.Methods;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.History;
import io.autocharge.runtime.Policy;
import org.axonframework.eventhandling.EventHandler;

/**
 * Whenever a retry is granted, plan it as a charge of its own, or put on record why not; whenever automatic charges of the
 * customer are paused, or the money of the failed charge is found after all, give up what is planned.
 */
@Policy
public class ScheduleRetries {

    private final Commands commands;
    private final History histories;
    private final InvoiceTerms invoices;
    private final Methods methods;

    ScheduleRetries(Commands commands, History histories, InvoiceTerms invoices, Methods methods) {
        this.commands = commands;
        this.histories = histories;
        this.invoices = invoices;
        this.methods = methods;
    }

    @EventHandler
    void when(RetryGranted event) {
        try {
            plan(event, ChargeTime.on(event.retryOn()));
        } catch (Refused refused) {
            commands.send(new RecordRefusal(
                    event.retryId(),
                    event.partnerId(),
                    event.customerId(),
                    event.invoiceId(),
                    refused.reason().name()));
        }
    }

    @EventHandler
    void when(AutomaticChargesPaused event) {
        var wallet = histories.of(event.walletId(), WalletEvent.class).toList();
        FailedCharges.until(event, wallet)
                .pendingRetries()
                .forEach(retry -> giveUp(new CancelCharge(retry, event.partnerId(), Cancellation.PAUSED, null)));
    }

    @EventHandler
    void when(LatePaymentFound event) {
        var wallet =
                histories.of(WalletId.of(event.customerId()), WalletEvent.class).toList();
        FailedCharges.byNow(wallet)
                .pendingRetryOf(event.chargeId())
                .ifPresent(retry -> giveUp(
                        new CancelCharge(retry, event.partnerId(), Cancellation.PAID_OTHERWISE, event.chargeId())));
    }

    private void giveUp(CancelCharge order) {
        try {
            commands.send(order);
        } catch (Refused refused) {
            return; // it is under way, or has ended
        }
    }

    private void plan(RetryGranted event, ChargeTime when) {
        try {
            commands.send(new ScheduleCharge(
                    event.retryId(),
                    event.partnerId(),
                    event.invoiceId(),
                    amount(event),
                    event.paymentMethodId(),
                    when,
                    Origin.RETRY,
                    Cause.retry(event.chargeId(), event.attempt()),
                    null));
        } catch (Refused refused) {
            if (refused.reason() != ChargeRefusal.CHARGE_DATE_IN_PAST) {
                throw refused;
            }
            plan(event, ChargeTime.NOW); // the news took more than a day
        }
    }

    /** A bank is presented with the same amount again, as Nacha wants it; a card pays what is still open of it. */
    private Money amount(RetryGranted event) {
        var isBank = methods.find(event.partnerId(), event.customerId(), event.paymentMethodId())
                .filter(method -> method.method().kind() == Method.Kind.BANK_ACCOUNT)
                .isPresent();
        return isBank ? event.amount() : StillOpen.of(event.amount(), event.partnerId(), event.invoiceId(), invoices);
    }
}
