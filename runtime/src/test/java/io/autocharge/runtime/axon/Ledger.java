package io.autocharge.runtime.axon;

import io.autocharge.contracts.Context;
import io.autocharge.contracts.Money;
import io.autocharge.contracts.invoice.InvoiceCommand.ArchiveInvoice;
import io.autocharge.contracts.invoice.InvoiceCommand.CreateInvoice;
import io.autocharge.contracts.invoice.InvoiceCommand.RequestPaymentLink;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoiceArchived;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoiceCreated;
import io.autocharge.contracts.invoice.InvoiceEvent.PaymentLinkRequested;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.invoice.InvoiceRefusal;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.Policy;
import io.autocharge.runtime.Position;
import io.autocharge.runtime.ServiceModule;
import io.autocharge.runtime.View;
import jakarta.enterprise.inject.Vetoed;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ReplayStatus;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;

/** The smallest service there is, to see the runtime at work. */
final class Ledger {

    private Ledger() {}

    /** An invoice that can be created, asked for by link, and archived. */
    public static class Paper {

        @AggregateIdentifier
        private InvoiceId id;

        private InvoiceCreated terms;
        private boolean archived;

        @CommandHandler
        @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
        void decide(CreateInvoice command, Clock clock) {
            if (id != null) {
                return;
            }
            AggregateLifecycle.apply(new InvoiceCreated(
                    command.invoiceId(),
                    command.partnerId(),
                    "Acme",
                    command.customerId(),
                    "Customer",
                    command.number(),
                    command.externalId(),
                    List.of(),
                    command.memo(),
                    Money.of(100, "USD"),
                    command.dueOn(),
                    command.collection(),
                    clock.instant()));
        }

        @CommandHandler
        void decide(RequestPaymentLink command, Clock clock) {
            InvoiceRefusal.ARCHIVED.when(archived);
            AggregateLifecycle.apply(
                    new PaymentLinkRequested(id, terms.partnerId(), terms.customerId(), clock.instant()));
        }

        @CommandHandler
        void decide(ArchiveInvoice command, Clock clock) {
            if (!archived) {
                AggregateLifecycle.apply(
                        new InvoiceArchived(id, terms.partnerId(), terms.customerId(), clock.instant()));
            }
        }

        @EventSourcingHandler
        void evolve(InvoiceCreated event) {
            id = event.invoiceId();
            terms = event;
        }

        @EventSourcingHandler
        void evolve(InvoiceArchived event) {
            archived = true;
        }
    }

    /** Whenever a payment link is asked for, archive the invoice. */
    @Vetoed
    @Policy
    public static class ArchiveRequested {

        final ConcurrentLinkedQueue<InvoiceId> seen = new ConcurrentLinkedQueue<>();
        private final Commands commands;

        ArchiveRequested(Commands commands) {
            this.commands = commands;
        }

        @EventHandler
        void when(PaymentLinkRequested event) {
            seen.add(event.invoiceId());
            commands.send(new ArchiveInvoice(event.invoiceId(), event.partnerId()));
        }
    }

    /** Invoices and how many events each had. */
    @Vetoed
    @View
    public static class Papers {

        final Map<InvoiceId, List<String>> papers = new ConcurrentHashMap<>();
        final List<Long> positions = new CopyOnWriteArrayList<>();
        final List<String> replayed = new CopyOnWriteArrayList<>();
        volatile Predicate<InvoiceId> broken = id -> false;

        @EventHandler
        void on(InvoiceCreated event, Position position, ReplayStatus replay) {
            note(event.invoiceId(), "created", position, replay);
        }

        @EventHandler
        void on(PaymentLinkRequested event, Position position, ReplayStatus replay) {
            note(event.invoiceId(), "requested", position, replay);
        }

        @EventHandler
        void on(InvoiceArchived event, Position position, ReplayStatus replay) {
            note(event.invoiceId(), "archived", position, replay);
        }

        @ResetHandler
        void reset() {
            papers.clear();
            positions.clear();
        }

        private void note(InvoiceId id, String what, Position position, ReplayStatus replay) {
            if (broken.test(id)) {
                throw new IllegalStateException("broken on purpose");
            }
            papers.computeIfAbsent(id, i -> new CopyOnWriteArrayList<>()).add(what);
            replayed.add(position.value() + (replay.isReplay() ? " replayed" : " live"));
            positions.add(position.value()); // last: who waits for it finds the rest
        }
    }

    /** The table of contents. */
    record Module(List<Object> policies, List<Object> views) implements ServiceModule {

        @Override
        public Context context() {
            return Context.INVOICE;
        }

        @Override
        public List<Class<?>> aggregates() {
            return List.of(Paper.class);
        }
    }
}
