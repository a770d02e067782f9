package io.autocharge.invoice.domain;

import static io.autocharge.contracts.invoice.InvoiceRefusal.ABOVE_OUTSTANDING;
import static io.autocharge.contracts.invoice.InvoiceRefusal.ALREADY_PAID;
import static io.autocharge.contracts.invoice.InvoiceRefusal.ARCHIVED;
import static io.autocharge.contracts.invoice.InvoiceRefusal.INVOICE_ID_ALREADY_USED;
import static io.autocharge.contracts.invoice.InvoiceRefusal.NOTHING_TO_PAY;
import static io.autocharge.contracts.invoice.InvoiceRefusal.PAYMENT_IN_FLIGHT;
import static io.autocharge.contracts.invoice.InvoiceRefusal.WRONG_CURRENCY;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.Refused;
import io.autocharge.contracts.invoice.Collection;
import io.autocharge.contracts.invoice.InvoiceCommand.ArchiveInvoice;
import io.autocharge.contracts.invoice.InvoiceCommand.CreateInvoice;
import io.autocharge.contracts.invoice.InvoiceCommand.RecordPayment;
import io.autocharge.contracts.invoice.InvoiceCommand.ReleaseBalance;
import io.autocharge.contracts.invoice.InvoiceCommand.RequestPaymentLink;
import io.autocharge.contracts.invoice.InvoiceCommand.ReserveBalance;
import io.autocharge.contracts.invoice.InvoiceEvent.BalanceRefused;
import io.autocharge.contracts.invoice.InvoiceEvent.BalanceReleased;
import io.autocharge.contracts.invoice.InvoiceEvent.BalanceReserved;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoiceArchived;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoiceCreated;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoicePaid;
import io.autocharge.contracts.invoice.InvoiceEvent.OverpaymentFound;
import io.autocharge.contracts.invoice.InvoiceEvent.PaymentApplied;
import io.autocharge.contracts.invoice.InvoiceEvent.PaymentLinkRequested;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.payment.ChargeId;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;

/**
 * A sum that a customer owes a partner. It has one reservation, and whoever wants to charge, by whichever door, asks for
 * it: that is why nothing is ever charged twice.
 */
public class Invoice {

    @AggregateIdentifier
    private InvoiceId id;

    private InvoiceCreated terms;
    private Money outstanding;
    private boolean archived;
    private ChargeId reservedFor;
    private Money reserved;
    private final Set<ChargeId> paidBy = new HashSet<>();
    private final Set<ChargeId> endedUnpaid = new HashSet<>();

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
        ARCHIVED.when(archived);
        ALREADY_PAID.when(outstanding.isZero());
        apply(new PaymentLinkRequested(id, terms.partnerId(), terms.customerId(), clock.instant()));
    }

    @CommandHandler
    void decide(ReserveBalance command, Clock clock) {
        var charge = command.chargeId();
        if (charge.equals(reservedFor) || paidBy.contains(charge) || endedUnpaid.contains(charge)) {
            return; // asked again; the answer stands
        }
        var amount = command.amount() == null ? outstanding : command.amount();
        try {
            ARCHIVED.when(archived);
            ALREADY_PAID.when(outstanding.isZero());
            PAYMENT_IN_FLIGHT.when(reservedFor != null);
            NOTHING_TO_PAY.when(amount.isZero());
            WRONG_CURRENCY.when(!amount.currency().equals(outstanding.currency()));
            ABOVE_OUTSTANDING.when(amount.exceeds(outstanding));
        } catch (Refused refused) {
            apply(new BalanceRefused(
                    id, terms.partnerId(), charge, refused.reason().name(), outstanding, null));
            return;
        }
        apply(new BalanceReserved(
                id, terms.partnerId(), charge, amount, outstanding.minus(amount), clock.instant(), null));
    }

    @CommandHandler
    void decide(ReleaseBalance command) {
        if (command.chargeId().equals(reservedFor)) {
            apply(new BalanceReleased(
                    id, terms.partnerId(), command.chargeId(), reserved, outstanding, command.reason()));
        }
    }

    @CommandHandler
    void decide(RecordPayment command) { // money has moved: a fact is recorded, never refused
        if (paidBy.contains(command.chargeId())) {
            return;
        }
        var applied = command.amount().atMost(outstanding);
        var excess = command.amount().minus(applied);
        apply(new PaymentApplied(
                id,
                terms.partnerId(),
                terms.partnerName(),
                terms.customerId(),
                terms.customerName(),
                terms.number(),
                command.chargeId(),
                applied,
                terms.total(),
                terms.total().minus(outstanding).plus(applied),
                outstanding.minus(applied),
                command.method(),
                command.paidAt(),
                null));
        if (excess.isPositive()) {
            apply(new OverpaymentFound(id, terms.partnerId(), terms.customerId(), command.chargeId(), excess, null));
        }
        if (applied.isPositive() && outstanding.isZero()) {
            apply(new InvoicePaid(id, terms.partnerId(), terms.customerId(), terms.total(), command.paidAt()));
        }
    }

    @CommandHandler
    void decide(ArchiveInvoice command, Clock clock) {
        if (archived) {
            return;
        }
        PAYMENT_IN_FLIGHT.when(reservedFor != null);
        ALREADY_PAID.when(outstanding.isZero());
        apply(new InvoiceArchived(id, terms.partnerId(), terms.customerId(), clock.instant()));
    }

    @EventSourcingHandler
    void evolve(InvoiceCreated event) {
        id = event.invoiceId();
        terms = event;
        outstanding = event.total();
    }

    @EventSourcingHandler
    void evolve(BalanceReserved event) {
        reservedFor = event.chargeId();
        reserved = event.amount();
    }

    @EventSourcingHandler
    void evolve(BalanceRefused event) {
        endedUnpaid.add(event.chargeId());
    }

    @EventSourcingHandler
    void evolve(BalanceReleased event) {
        endedUnpaid.add(event.chargeId());
        reservedFor = null;
        reserved = null;
    }

    @EventSourcingHandler
    void evolve(PaymentApplied event) {
        paidBy.add(event.chargeId());
        outstanding = event.outstanding();
        if (event.chargeId().equals(reservedFor)) {
            reservedFor = null;
            reserved = null;
        }
    }

    @EventSourcingHandler
    void evolve(InvoiceArchived event) {
        archived = true;
    }
}
