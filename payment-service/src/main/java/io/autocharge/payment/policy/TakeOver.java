package io.autocharge.payment.policy;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.Refusal;
import io.autocharge.contracts.Refused;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.payment.Cancellation;
import io.autocharge.contracts.payment.Cause;
import io.autocharge.contracts.payment.ChargeCommand.CancelCharge;
import io.autocharge.contracts.payment.ChargeCommand.RecordRefusal;
import io.autocharge.contracts.payment.ChargeCommand.ScheduleCharge;
import io.autocharge.contracts.payment.ChargeCommand.SwitchPaymentMethod;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.ChargeRefusal;
import io.autocharge.contracts.payment.ChargeTime;
import io.autocharge.contracts.payment.Origin;
import io.autocharge.contracts.payment.PaymentMethodId;
import io.autocharge.contracts.payment.WalletEvent;
import io.autocharge.contracts.payment.WalletEvent.DefaultPaymentMethodChosen;
import io.autocharge.contracts.payment.WalletEvent.RetryDenied;
import io.autocharge.contracts.payment.WalletEvent.RetryGranted;
import io.autocharge.payment.domain.ChargesByMethod;
import io.autocharge.payment.domain.InvoiceTerms;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.History;
import io.autocharge.runtime.Policy;
import java.util.Optional;
import org.axonframework.eventhandling.EventHandler;

/**
 * Whenever a default payment method is replaced, have what is planned with the old one made with the new one, and let the new one take over what had failed with the old one and waits for
 * a retry or for another method: one new charge at once for each, and no more. Whenever a charge fails that was under
 * way while its method was replaced, do the same.
 */
@Policy
public class TakeOver {

    private final Commands commands;
    private final History histories;
    private final InvoiceTerms invoices;
    private final ChargesByMethod planned;

    TakeOver(Commands commands, History histories, InvoiceTerms invoices, ChargesByMethod planned) {
        this.commands = commands;
        this.histories = histories;
        this.invoices = invoices;
        this.planned = planned;
    }

    @EventHandler
    void when(DefaultPaymentMethodChosen event) {
        var failures = failed(event);
        failures.replacedJustNow().ifPresent(old -> planned.planned(event.partnerId(), event.customerId(), old)
                .forEach(charge -> commands.send(
                        new SwitchPaymentMethod(charge, event.partnerId(), old, event.paymentMethodId()))));
        failures.takenOver().forEach(failed -> takeOver(event, failed, event.paymentMethodId()));
    }

    @EventHandler
    void when(RetryGranted event) {
        afterwards(event, event.chargeId());
    }

    @EventHandler
    void when(RetryDenied event) {
        afterwards(event, event.chargeId());
    }

    private void afterwards(WalletEvent event, ChargeId charge) {
        var all = failed(event);
        all.waiting(charge).ifPresent(failed -> all.successor(
                        failed, Tried.read(histories, charge).plan().scheduledAt())
                .ifPresent(method -> takeOver(event, failed, method)));
    }

    private FailedCharges failed(WalletEvent event) {
        return FailedCharges.until(
                event, histories.of(event.walletId(), WalletEvent.class).toList());
    }

    private void takeOver(WalletEvent event, FailedCharges.Failed failed, PaymentMethodId method) {
        var partner = event.partnerId();
        var isOpen = invoices.find(partner, failed.invoiceId())
                .filter(terms -> !terms.paid() && !terms.archived())
                .isPresent();
        if (isOpen
                && failed.retry().map(retry -> givesWay(event, failed, retry)).orElse(true)) {
            charge(partner, event.customerId(), failed, method);
        }
    }

    /** Whether the retry is given up for the new charge. One that has begun is not; what comes of it is seen then. */
    private boolean givesWay(WalletEvent event, FailedCharges.Failed failed, ChargeId retry) {
        var answer = cancel(event, retry);
        if (answer.filter(ChargeRefusal.CHARGE_UNKNOWN::equals).isPresent()) {
            // It is granted but not planned yet. This takes its name, so that it never will be.
            commands.send(new RecordRefusal(
                    retry,
                    event.partnerId(),
                    event.customerId(),
                    failed.invoiceId(),
                    ChargeRefusal.METHOD_REPLACED.name()));
            answer = cancel(event, retry); // unless it was planned in that very moment
        }
        return answer.isEmpty() || answer.get() == ChargeRefusal.CHARGE_UNKNOWN;
    }

    private Optional<Refusal> cancel(WalletEvent event, ChargeId retry) {
        try {
            commands.send(new CancelCharge(retry, event.partnerId(), Cancellation.METHOD_REPLACED, null));
            return Optional.empty();
        } catch (Refused refused) {
            return Optional.of(refused.reason());
        }
    }

    private void charge(PartnerId partner, CustomerId customer, FailedCharges.Failed failed, PaymentMethodId method) {
        var tried = Tried.read(histories, failed.chargeId());
        var charge = ChargeId.derived(failed.chargeId().value(), method.value());
        try {
            commands.send(new ScheduleCharge(
                    charge,
                    partner,
                    failed.invoiceId(),
                    StillOpen.of(tried.submission().amount(), partner, failed.invoiceId(), invoices),
                    method,
                    ChargeTime.NOW,
                    Origin.NEW_METHOD,
                    Cause.retry(failed.chargeId(), tried.attempt() + 1),
                    null));
        } catch (Refused refused) {
            commands.send(new RecordRefusal(
                    charge,
                    partner,
                    customer,
                    failed.invoiceId(),
                    refused.reason().name()));
        }
    }
}
