package io.autocharge.payment.policy;

import io.autocharge.contracts.payment.ChargeEvent.DisputeOpened;
import io.autocharge.contracts.payment.WalletCommand.PauseAutomaticCharges;
import io.autocharge.contracts.payment.WalletId;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.Policy;
import org.axonframework.eventhandling.EventHandler;

/** Whenever a customer's bank disputes a payment, pause the customer's automatic charges. */
@Policy
public class PauseAfterDisputes {

    /** Why automatic charges are paused then. */
    static final String DISPUTED = "PAYMENT_DISPUTED";

    private final Commands commands;

    PauseAfterDisputes(Commands commands) {
        this.commands = commands;
    }

    @EventHandler
    void when(DisputeOpened event) {
        commands.send(new PauseAutomaticCharges(
                WalletId.of(event.customerId()), event.partnerId(), event.customerId(), DISPUTED, event.chargeId()));
    }
}
