package io.autocharge.invoice.domain;

import static io.autocharge.contracts.invoice.InvoiceRefusal.ALREADY_PAID;
import static io.autocharge.contracts.invoice.InvoiceRefusal.ARCHIVED;
import static io.autocharge.contracts.invoice.InvoiceRefusal.INVOICE_ID_ALREADY_USED;
import static io.autocharge.contracts.invoice.InvoiceRefusal.PAYMENT_IN_FLIGHT;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.autocharge.contracts.invoice.Collection;
import io.autocharge.contracts.invoice.InvoiceCommand.ArchiveInvoice;
import io.autocharge.contracts.invoice.InvoiceCommand.CreateInvoice;
import io.autocharge.contracts.invoice.InvoiceCommand.RecordCredit;
import io.autocharge.contracts.invoice.InvoiceCommand.RecordDispute;
import io.autocharge.contracts.invoice.InvoiceCommand.RecordDisputeWon;
import io.autocharge.contracts.invoice.InvoiceCommand.RecordPayment;
import io.autocharge.contracts.invoice.InvoiceCommand.RecordRefund;
import io.autocharge.contracts.invoice.InvoiceCommand.RecordReturn;
import io.autocharge.contracts.invoice.InvoiceCommand.ReleaseBalance;
import io.autocharge.contracts.invoice.InvoiceCommand.RequestPaymentLink;
import io.autocharge.contracts.invoice.InvoiceCommand.ReserveBalance;
import io.autocharge.contracts.invoice.InvoiceCommand.WriteOffBalance;
import io.autocharge.contracts.invoice.InvoiceEvent;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoiceArchived;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoiceCreated;
import io.autocharge.contracts.invoice.InvoiceEvent.PaymentLinkRequested;
import io.autocharge.contracts.invoice.InvoiceId;
import java.time.Clock;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;

/**
 * A sum that a customer owes a partner. It has one reservation, and whoever wants to charge, by whichever door, asks for
 * it: that is why nothing is ever charged twice.
 */
public class Invoice {

    @AggregateIdentifier
    private InvoiceId id;

    private InvoiceCreated terms;
    private Balance balance;

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(CreateInvoice command, Clock clock, Customers customers) {
        if (id != null) {
            INVOICE_ID_ALREADY_USED.when(!Terms.same(terms, command));
            return; // the same request delivered twice is still one invoice
        }
        apply(Terms.agreed(command, clock, customers));
        if (command.collection().way() == Collection.Way.EMAIL_PAYMENT_LINK) {
            apply(new PaymentLinkRequested(id, terms.partnerId(), terms.customerId(), clock.instant()));
        }
    }

    @CommandHandler
    void decide(RequestPaymentLink command, Clock clock) {
        ARCHIVED.when(balance.isArchived());
        ALREADY_PAID.when(balance.isSettled());
        apply(new PaymentLinkRequested(id, terms.partnerId(), terms.customerId(), clock.instant()));
    }

    @CommandHandler
    void decide(ReserveBalance command, Clock clock) {
        happens(balance.decide(command, clock.instant()));
    }

    @CommandHandler
    void decide(ReleaseBalance command) {
        happens(balance.decide(command));
    }

    @CommandHandler
    void decide(RecordPayment fact) { // money has moved: this and what follows are recorded, never refused
        happens(balance.decide(fact));
    }

    @CommandHandler
    void decide(RecordRefund fact) {
        happens(balance.payments().decide(fact, balance.sums()));
    }

    @CommandHandler
    void decide(RecordReturn fact) {
        happens(balance.payments().decide(fact, balance.sums()));
    }

    @CommandHandler
    void decide(RecordDispute fact) {
        happens(balance.payments().decide(fact, balance.sums()));
    }

    @CommandHandler
    void decide(RecordDisputeWon fact) {
        happens(balance.payments().decide(fact, balance.sums(), balance.free()));
    }

    @CommandHandler
    void decide(RecordCredit fact, Clock clock) {
        happens(balance.decide(fact, clock.instant()));
    }

    @CommandHandler
    void decide(WriteOffBalance command, Clock clock) {
        happens(balance.decide(command, clock.instant()));
    }

    @CommandHandler
    void decide(ArchiveInvoice command, Clock clock) {
        if (balance.isArchived()) {
            return;
        }
        PAYMENT_IN_FLIGHT.when(balance.isInFlight());
        ALREADY_PAID.when(balance.isSettled());
        apply(new InvoiceArchived(id, terms.partnerId(), terms.customerId(), clock.instant()));
    }

    private static void happens(List<InvoiceEvent> events) {
        events.forEach(AggregateLifecycle::apply);
    }

    @EventSourcingHandler
    void evolve(InvoiceCreated event) {
        id = event.invoiceId();
        terms = event;
        balance = new Balance(event);
    }

    @EventSourcingHandler
    void evolve(InvoiceEvent event) {
        balance.evolve(event);
    }
}
