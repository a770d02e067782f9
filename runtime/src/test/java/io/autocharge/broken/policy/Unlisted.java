package io.autocharge.broken.policy;

import io.autocharge.contracts.invoice.InvoiceEvent.InvoicePaid;
import io.autocharge.runtime.Policy;
import jakarta.enterprise.inject.Vetoed;
import org.axonframework.eventhandling.EventHandler;

/** A policy that stands in no table of contents, and so never runs. */
@Vetoed
@Policy
public class Unlisted {

    @EventHandler
    void on(InvoicePaid event) {}
}
