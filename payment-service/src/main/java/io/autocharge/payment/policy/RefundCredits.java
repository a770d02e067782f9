package io.autocharge.payment.policy;

import io.autocharge.contracts.invoice.CreditEvent.CreditRefundRequested;
import io.autocharge.contracts.payment.ChargeCommand.RefundCharge;
import io.autocharge.contracts.payment.RefundPurpose;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.Policy;
import org.axonframework.eventhandling.EventHandler;

/** Whenever a credit is to be given back, refund so much of the charge from which it came. */
@Policy
public class RefundCredits {

    private final Commands commands;

    RefundCredits(Commands commands) {
        this.commands = commands;
    }

    @EventHandler
    void when(CreditRefundRequested event) {
        commands.send(new RefundCharge(
                event.chargeId(),
                event.partnerId(),
                event.refundId(),
                event.invoiceId(),
                event.amount(),
                null,
                RefundPurpose.CREDIT));
    }
}
