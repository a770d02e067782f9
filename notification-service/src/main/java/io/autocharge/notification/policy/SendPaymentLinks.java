package io.autocharge.notification.policy;

import io.autocharge.contracts.invoice.InvoiceEvent.PaymentLinkRequested;
import io.autocharge.contracts.notification.MessageCommand.SendMessage;
import io.autocharge.contracts.notification.MessageId;
import io.autocharge.contracts.notification.Template;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.Policy;
import java.util.List;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.annotation.MessageIdentifier;

/** Whenever a payment link is requested, mail it to the customer: once for each request. */
@Policy
public class SendPaymentLinks {

    private final Commands commands;

    SendPaymentLinks(Commands commands) {
        this.commands = commands;
    }

    @EventHandler
    void when(PaymentLinkRequested event, @MessageIdentifier String request) {
        commands.send(new SendMessage(
                MessageId.derived(request, "payment-link"),
                event.partnerId(),
                event.customerId(),
                Template.PAYMENT_LINK,
                event.invoiceId().value(),
                List.of()));
    }
}
