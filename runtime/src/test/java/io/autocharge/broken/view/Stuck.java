package io.autocharge.broken.view;

import io.autocharge.broken.policy.Unlisted;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoicePaid;
import io.autocharge.runtime.View;
import jakarta.enterprise.inject.Vetoed;
import org.axonframework.eventhandling.EventHandler;

/** A view that cannot be rebuilt, and knows what it should not. */
@Vetoed
@View
public class Stuck {

    Unlisted unlisted;
    org.apache.kafka.common.TopicPartition partition;

    @EventHandler
    void on(InvoicePaid event) {}
}
