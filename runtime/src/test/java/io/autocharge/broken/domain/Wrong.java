package io.autocharge.broken.domain;

import io.autocharge.broken.adapter.Plug;
import io.autocharge.contracts.invoice.InvoiceCommand.ArchiveInvoice;
import io.autocharge.runtime.Json;
import java.time.Instant;
import org.axonframework.commandhandling.CommandHandler;

/** An aggregate that does all that an aggregate may not. */
public class Wrong {

    double amount;
    Instant at;
    Plug plug;

    @CommandHandler
    void decide(ArchiveInvoice command) {
        at = Instant.now();
        Json.write(command);
    }
}
