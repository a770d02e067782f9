package io.autocharge.invoice.policy;

import io.autocharge.contracts.invoice.CreditCommand.RecordCreditRefund;
import io.autocharge.contracts.invoice.CreditEvent.CreditRefundRequested;
import io.autocharge.contracts.invoice.CreditId;
import io.autocharge.contracts.payment.ChargeEvent;
import io.autocharge.contracts.payment.ChargeEvent.DisputeWon;
import io.autocharge.contracts.payment.ChargeEvent.RefundFailed;
import io.autocharge.contracts.payment.ChargeEvent.RefundSucceeded;
import io.autocharge.contracts.payment.RefundId;
import io.autocharge.contracts.payment.RefundPurpose;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.History;
import io.autocharge.runtime.Policy;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventHandler;

/** Whenever the refund of a credit has succeeded or failed, record it on the credit. */
@Policy
public class RecordCreditRefunds {

    private final Commands commands;
    private final History histories;

    RecordCreditRefunds(Commands commands, History histories) {
        this.commands = commands;
        this.histories = histories;
    }

    @EventHandler
    void when(RefundSucceeded event) {
        if (event.purpose() == RefundPurpose.CREDIT) {
            record(event, event.refundId(), true);
        }
    }

    @EventHandler
    void when(RefundFailed event) {
        if (event.purpose() == RefundPurpose.CREDIT) {
            record(event, event.refundId(), false);
        }
    }

    private void record(ChargeEvent event, RefundId refund, boolean succeeded) {
        var credit = credits(event)
                .filter(id -> histories
                        .of(id, CreditRefundRequested.class)
                        .anyMatch(requested -> requested.refundId().equals(refund)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No credit has asked for " + refund));
        commands.send(new RecordCreditRefund(credit, event.partnerId(), refund, succeeded));
    }

    /** The credits that may have come of the charge on this invoice: with the payment, and by each dispute that was won. */
    private Stream<CreditId> credits(ChargeEvent event) {
        var won = histories
                .of(event.chargeId(), DisputeWon.class)
                .map(dispute -> CreditId.of(event.chargeId(), event.invoiceId(), dispute.disputeId()));
        return Stream.concat(Stream.of(CreditId.of(event.chargeId(), event.invoiceId(), null)), won);
    }
}
