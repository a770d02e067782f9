package io.autocharge.invoice.domain;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.autocharge.contracts.invoice.ReceiptBookCommand.IssueReceipt;
import io.autocharge.contracts.invoice.ReceiptBookEvent.ReceiptIssued;
import io.autocharge.contracts.invoice.ReceiptBookId;
import io.autocharge.contracts.invoice.ReceiptId;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;

/**
 * Numbers the receipts of a partner: one per payment, from 1, without a gap. Two that are issued at the same moment meet
 * in the event store, which lets only one of them be the next of the book.
 */
public class ReceiptBook {

    @AggregateIdentifier
    private ReceiptBookId id;

    private long last;
    private final Set<ReceiptId> issued = new HashSet<>();

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(IssueReceipt command, Clock clock) {
        if (issued.contains(command.receipt().receiptId())) {
            return; // asked again; its number stands
        }
        apply(new ReceiptIssued(
                command.receiptBookId(), command.partnerId(), last + 1, command.receipt(), clock.instant()));
    }

    @EventSourcingHandler
    void evolve(ReceiptIssued event) {
        id = event.receiptBookId();
        last = event.number();
        issued.add(event.receipt().receiptId());
    }
}
