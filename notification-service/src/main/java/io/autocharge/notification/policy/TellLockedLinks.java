package io.autocharge.notification.policy;

import io.autocharge.contracts.notification.MessageCommand.SendMessage;
import io.autocharge.contracts.notification.MessageId;
import io.autocharge.contracts.notification.Template;
import io.autocharge.contracts.payment.LinkEvent.PaymentLinksLocked;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.Policy;
import java.util.List;
import org.axonframework.eventhandling.EventHandler;

/** Whenever the payment links of an invoice are locked because cards were tried out there, mail the partner. */
@Policy
public class TellLockedLinks {

    private final Commands commands;

    TellLockedLinks(Commands commands) {
        this.commands = commands;
    }

    @EventHandler
    void when(PaymentLinksLocked event) {
        commands.send(new SendMessage(
                MessageId.derived(
                        event.linkBookId().value(),
                        "locked",
                        String.valueOf(event.lockedAt().toEpochMilli())),
                event.partnerId(),
                null,
                Template.PAYMENT_LINKS_LOCKED,
                event.invoiceId().value(),
                List.of()));
    }
}
