package io.autocharge.notification.policy;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.notification.MessageCommand.SendMessage;
import io.autocharge.contracts.notification.MessageId;
import io.autocharge.contracts.notification.Template;
import io.autocharge.contracts.payment.ChargeEvent.ChargeDeclined;
import io.autocharge.contracts.payment.ChargeEvent.PaymentReturned;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.Policy;
import java.util.List;
import org.axonframework.eventhandling.EventHandler;

/** Whenever a charge ends without money, tell the customer what to do. */
@Policy
public class SendFailures {

    private final Commands commands;

    SendFailures(Commands commands) {
        this.commands = commands;
    }

    @EventHandler
    void when(ChargeDeclined event) {
        tell(event.chargeId(), event.partnerId(), event.customerId());
    }

    @EventHandler
    void when(PaymentReturned event) {
        tell(event.chargeId(), event.partnerId(), event.customerId());
    }

    private void tell(ChargeId charge, PartnerId partner, CustomerId customer) {
        commands.send(new SendMessage(
                MessageId.derived(charge.value(), "failed"),
                partner,
                customer,
                Template.CHARGE_FAILED,
                charge.value(),
                List.of()));
    }
}
