package io.autocharge.invoice.domain;

import static io.autocharge.contracts.invoice.CreditRefusal.ABOVE_CREDIT;
import static io.autocharge.contracts.invoice.CreditRefusal.CREDIT_SPENT;
import static io.autocharge.contracts.invoice.CreditRefusal.CREDIT_USE_ID_ALREADY_USED;
import static io.autocharge.contracts.invoice.CreditRefusal.INVOICE_TAKES_NOTHING;
import static io.autocharge.contracts.invoice.CreditRefusal.INVOICE_UNKNOWN;
import static io.autocharge.contracts.invoice.CreditRefusal.NOTHING_TO_SPEND;
import static io.autocharge.contracts.invoice.CreditRefusal.REFUND_ID_ALREADY_USED;
import static io.autocharge.contracts.invoice.CreditRefusal.WRONG_CURRENCY;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.Refused;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.invoice.CreditCommand.ApplyCredit;
import io.autocharge.contracts.invoice.CreditCommand.GrantCredit;
import io.autocharge.contracts.invoice.CreditCommand.RecordCreditRefund;
import io.autocharge.contracts.invoice.CreditCommand.RecordCreditTakenBack;
import io.autocharge.contracts.invoice.CreditCommand.RecordCreditTurnedAway;
import io.autocharge.contracts.invoice.CreditCommand.RefundCredit;
import io.autocharge.contracts.invoice.CreditEvent.CreditGranted;
import io.autocharge.contracts.invoice.CreditEvent.CreditRefundRequested;
import io.autocharge.contracts.invoice.CreditEvent.CreditRefunded;
import io.autocharge.contracts.invoice.CreditEvent.CreditRestored;
import io.autocharge.contracts.invoice.CreditEvent.CreditSpent;
import io.autocharge.contracts.invoice.CreditEvent.CreditTakenBack;
import io.autocharge.contracts.invoice.CreditId;
import io.autocharge.contracts.invoice.CreditUseId;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.payment.RefundId;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;

/**
 * Money of a customer that lies with its partner, because a payment was more than its invoice could take. It pays other invoices
 * of the customer or is given back. It is spent before an invoice takes it, and what the invoice cannot take comes back: that is
 * why no cent of it is ever spent twice.
 */
public class Credit {

    private record Use(InvoiceId invoice, Money amount) {}

    @AggregateIdentifier
    private CreditId id;

    private PartnerId partner;
    private CustomerId customer;
    private CreditGranted granted;
    private Money remaining;
    private Money shortfall;
    private Money takenBack;
    private final Map<CreditUseId, Use> uses = new HashMap<>();
    private final Set<CreditUseId> turnedAway = new HashSet<>();
    private final Map<RefundId, Money> refunds = new HashMap<>();
    private final Set<RefundId> endedRefunds = new HashSet<>();

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(GrantCredit fact, Clock clock) {
        if (granted == null) {
            apply(new CreditGranted(
                    fact.creditId(),
                    fact.partnerId(),
                    fact.customerId(),
                    fact.invoiceId(),
                    fact.chargeId(),
                    fact.amount(),
                    clock.instant()));
        }
    }

    @CommandHandler
    void decide(ApplyCredit command, OpenInvoices invoices, Clock clock) {
        var before = uses.get(command.creditUseId());
        if (before != null) {
            CREDIT_USE_ID_ALREADY_USED.when(!before.invoice().equals(command.invoiceId())
                    || command.amount() != null && !command.amount().equals(before.amount()));
            return; // the same request delivered twice is still one use
        }
        var invoice = invoices.find(partner, command.invoiceId())
                .filter(found -> found.customer().equals(customer))
                .orElseThrow(() -> new Refused(INVOICE_UNKNOWN));
        WRONG_CURRENCY.when(!invoice.free().currency().equals(remaining.currency()));
        var amount = spendable(command.amount());
        INVOICE_TAKES_NOTHING.when(invoice.free().isZero());
        var spent = command.amount() == null ? amount.atMost(invoice.free()) : amount;
        apply(new CreditSpent(
                id,
                partner,
                customer,
                command.creditUseId(),
                command.invoiceId(),
                spent,
                remaining.minus(spent),
                clock.instant()));
    }

    @CommandHandler
    void decide(RecordCreditTurnedAway fact, Clock clock) {
        if (!uses.containsKey(fact.creditUseId()) || turnedAway.contains(fact.creditUseId())) {
            return;
        }
        restore(fact.amount(), fact.creditUseId(), null, clock);
    }

    @CommandHandler
    void decide(RefundCredit command, Clock clock) {
        var before = refunds.get(command.refundId());
        if (before != null) {
            REFUND_ID_ALREADY_USED.when(
                    command.amount() != null && !command.amount().equals(before));
            return;
        }
        var amount = spendable(command.amount());
        apply(new CreditRefundRequested(
                id,
                partner,
                customer,
                granted.invoiceId(),
                granted.chargeId(),
                command.refundId(),
                amount,
                remaining.minus(amount),
                clock.instant()));
    }

    @CommandHandler
    void decide(RecordCreditRefund fact, Clock clock) {
        var amount = refunds.get(fact.refundId());
        if (amount == null || endedRefunds.contains(fact.refundId())) {
            return;
        }
        if (fact.succeeded()) {
            apply(new CreditRefunded(id, partner, customer, fact.refundId(), amount, remaining, clock.instant()));
        } else {
            restore(amount, null, fact.refundId(), clock);
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(RecordCreditTakenBack fact, Clock clock) {
        var nothing = fact.takenBack().zero();
        var before = id == null ? nothing : takenBack;
        if (!fact.takenBack().exceeds(before)) {
            return; // told again
        }
        var amount = fact.takenBack().minus(before);
        var left = id == null ? nothing : spendable();
        var taken = amount.atMost(left);
        apply(new CreditTakenBack(
                fact.creditId(),
                fact.partnerId(),
                fact.customerId(),
                fact.chargeId(),
                amount,
                amount.minus(taken),
                id == null ? nothing : remaining.minus(taken),
                clock.instant()));
    }

    /** What may be spent: what came back after a bank had taken more than was left makes up for that first. */
    private Money spendable() {
        return remaining.minus(shortfall.atMost(remaining));
    }

    private Money spendable(Money asked) {
        if (asked != null) {
            NOTHING_TO_SPEND.when(asked.isZero());
            WRONG_CURRENCY.when(!asked.currency().equals(remaining.currency()));
        }
        CREDIT_SPENT.when(spendable().isZero());
        ABOVE_CREDIT.when(asked != null && asked.exceeds(spendable()));
        return asked == null ? spendable() : asked;
    }

    private void restore(Money amount, CreditUseId use, RefundId refund, Clock clock) {
        apply(new CreditRestored(id, partner, customer, amount, remaining.plus(amount), clock.instant(), use, refund));
    }

    @EventSourcingHandler
    void evolve(CreditGranted event) {
        opened(
                event.creditId(),
                event.partnerId(),
                event.customerId(),
                event.amount().zero());
        granted = event;
        remaining = remaining.plus(event.amount());
    }

    @EventSourcingHandler
    void evolve(CreditSpent event) {
        uses.put(event.creditUseId(), new Use(event.invoiceId(), event.amount()));
        remaining = event.remaining();
    }

    @EventSourcingHandler
    void evolve(CreditRestored event) {
        remaining = event.remaining();
        if (event.creditUseId() != null) {
            turnedAway.add(event.creditUseId());
        }
        if (event.refundId() != null) {
            endedRefunds.add(event.refundId());
        }
    }

    @EventSourcingHandler
    void evolve(CreditRefundRequested event) {
        refunds.put(event.refundId(), event.amount());
        remaining = event.remaining();
    }

    @EventSourcingHandler
    void evolve(CreditRefunded event) {
        endedRefunds.add(event.refundId());
    }

    @EventSourcingHandler
    void evolve(CreditTakenBack event) {
        opened(
                event.creditId(),
                event.partnerId(),
                event.customerId(),
                event.amount().zero());
        takenBack = takenBack.plus(event.amount());
        shortfall = shortfall.plus(event.shortfall());
        remaining = event.remaining();
    }

    private void opened(CreditId credit, PartnerId of, CustomerId owner, Money nothing) {
        if (id == null) {
            id = credit;
            partner = of;
            customer = owner;
            remaining = nothing;
            shortfall = nothing;
            takenBack = nothing;
        }
    }
}
