package io.autocharge.payment.policy;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.payment.CaseCommand.CloseCase;
import io.autocharge.contracts.payment.CaseCommand.OpenCase;
import io.autocharge.contracts.payment.CaseId;
import io.autocharge.contracts.payment.CaseKind;
import io.autocharge.contracts.payment.ChargeEvent;
import io.autocharge.contracts.payment.ChargeEvent.LatePaymentFound;
import io.autocharge.contracts.payment.ChargeEvent.LatePaymentResolved;
import io.autocharge.contracts.payment.ChargeEvent.RefundFailed;
import io.autocharge.contracts.payment.RefundPurpose;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.History;
import io.autocharge.runtime.Policy;
import org.axonframework.eventhandling.EventHandler;

/**
 * Whenever a payment comes after a decline, or cannot be given back, open a case; whenever it is decided what is done with it,
 * close the case.
 */
@Policy
public class OpenLatePaymentCases {

    private final Commands commands;
    private final History histories;

    OpenLatePaymentCases(Commands commands, History histories) {
        this.commands = commands;
        this.histories = histories;
    }

    @EventHandler
    void when(LatePaymentFound event) {
        open(
                event,
                CaseId.derived(event.chargeId().value(), "late-payment"),
                event.amount(),
                "A payment of %s came after the processor had said no.".formatted(event.amount()));
    }

    @EventHandler
    void when(RefundFailed event) {
        if (event.purpose() == RefundPurpose.LATE_PAYMENT) {
            open(
                    event,
                    again(event),
                    event.amount(),
                    "A late payment of %s could not be given back: %s.".formatted(event.amount(), event.code()));
        }
    }

    @EventHandler
    void when(LatePaymentResolved event) {
        var resolution = event.resolution().label();
        commands.send(
                new CloseCase(CaseId.derived(event.chargeId().value(), "late-payment"), event.partnerId(), resolution));
        histories
                .of(event.chargeId(), RefundFailed.class)
                .filter(failed -> failed.purpose() == RefundPurpose.LATE_PAYMENT)
                .filter(failed -> failed.failedAt().isBefore(event.resolvedAt()))
                .forEach(failed -> commands.send(new CloseCase(again(failed), event.partnerId(), resolution)));
    }

    private static CaseId again(RefundFailed failed) {
        return CaseId.derived(
                failed.chargeId().value(), "late-payment", failed.refundId().value());
    }

    private void open(ChargeEvent about, CaseId id, Money amount, String finding) {
        commands.send(new OpenCase(
                id, about.partnerId(), CaseKind.LATE_PAYMENT, about.chargeId().value(), amount, finding));
    }
}
