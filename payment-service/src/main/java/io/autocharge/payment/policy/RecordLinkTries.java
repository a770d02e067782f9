package io.autocharge.payment.policy;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.payment.ChargeEvent;
import io.autocharge.contracts.payment.ChargeEvent.ChargeCanceled;
import io.autocharge.contracts.payment.ChargeEvent.ChargeDeclined;
import io.autocharge.contracts.payment.ChargeEvent.ChargeRefused;
import io.autocharge.contracts.payment.ChargeEvent.PartialPaymentCaptured;
import io.autocharge.contracts.payment.ChargeEvent.PaymentCaptured;
import io.autocharge.contracts.payment.ChargeEvent.PaymentPending;
import io.autocharge.contracts.payment.LinkBookId;
import io.autocharge.contracts.payment.LinkBreakerCommand.CountLinkTry;
import io.autocharge.contracts.payment.LinkBreakerId;
import io.autocharge.contracts.payment.LinkCommand.RecordLinkTry;
import io.autocharge.contracts.payment.LinkEvent.PaymentLinkTried;
import io.autocharge.contracts.payment.LinkEvent.PaymentLinkTryEnded;
import io.autocharge.contracts.payment.LinkTryEnding;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.History;
import io.autocharge.runtime.Policy;
import org.axonframework.eventhandling.EventHandler;

/** Whenever a charge by link has ended, record what came of it for the link, and count it for the partner. */
@Policy
public class RecordLinkTries {

    private final Commands commands;
    private final History histories;

    RecordLinkTries(Commands commands, History histories) {
        this.commands = commands;
        this.histories = histories;
    }

    @EventHandler
    void when(PaymentCaptured event) {
        ended(event, event.partnerId(), LinkTryEnding.PAID);
    }

    @EventHandler
    void when(PartialPaymentCaptured event) {
        ended(event, event.partnerId(), LinkTryEnding.PAID);
    }

    @EventHandler
    void when(PaymentPending event) {
        ended(event, event.partnerId(), LinkTryEnding.PAID);
    }

    @EventHandler
    void when(ChargeDeclined event) {
        ended(event, event.partnerId(), LinkTryEnding.DECLINED);
    }

    @EventHandler
    void when(ChargeRefused event) {
        ended(event, event.partnerId(), LinkTryEnding.NOT_MADE);
    }

    @EventHandler
    void when(ChargeCanceled event) {
        ended(event, event.partnerId(), LinkTryEnding.NOT_MADE);
    }

    @EventHandler
    void when(PaymentLinkTryEnded event) {
        if (event.ending() != LinkTryEnding.NOT_MADE) {
            commands.send(new CountLinkTry(
                    LinkBreakerId.of(event.partnerId()),
                    event.partnerId(),
                    event.chargeId(),
                    event.ending() == LinkTryEnding.DECLINED,
                    event.endedAt()));
        }
    }

    private void ended(ChargeEvent event, PartnerId partner, LinkTryEnding ending) {
        var book = LinkBookId.of(event.invoiceId());
        if (histories.of(book, PaymentLinkTried.class).anyMatch(one -> one.chargeId()
                .equals(event.chargeId()))) {
            commands.send(new RecordLinkTry(book, partner, event.chargeId(), ending));
        }
    }
}
