package io.autocharge.broken.policy;

import io.autocharge.contracts.invoice.InvoiceEvent.InvoicePaid;
import org.axonframework.eventhandling.EventHandler;

/** Handles events, and nothing keeps a replay from it. */
public class Forgetful {

    @EventHandler
    void when(InvoicePaid event) {}
}
