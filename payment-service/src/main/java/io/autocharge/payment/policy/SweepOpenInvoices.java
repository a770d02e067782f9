package io.autocharge.payment.policy;

import io.autocharge.contracts.Event;
import io.autocharge.contracts.customer.CustomerEvent.CustomerTagged;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.payment.AutoPayRuleEvent;
import io.autocharge.contracts.payment.AutoPayRuleEvent.AutoPayRuleCreated;
import io.autocharge.contracts.payment.AutoPayScope;
import io.autocharge.contracts.payment.WalletEvent;
import io.autocharge.contracts.payment.WalletEvent.AutomaticChargesPaused;
import io.autocharge.contracts.payment.WalletEvent.AutomaticChargesResumed;
import io.autocharge.contracts.payment.WalletEvent.DefaultPaymentMethodChosen;
import io.autocharge.contracts.payment.WalletEvent.PaymentMethodDisabled;
import io.autocharge.contracts.payment.WalletEvent.PaymentMethodRemoved;
import io.autocharge.runtime.Policy;
import io.autocharge.runtime.Position;
import io.autocharge.runtime.Worklist;
import io.autocharge.runtime.Worklists;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.axonframework.eventhandling.EventHandler;

/** Whenever a rule, or what it sees of a customer, has changed, have all open invoices that it may concern looked at. */
@Policy
public class SweepOpenInvoices {

    private static final Set<Class<? extends WalletEvent>> OF_CONSEQUENCE = Set.of(
            DefaultPaymentMethodChosen.class,
            PaymentMethodRemoved.class,
            PaymentMethodDisabled.class,
            AutomaticChargesPaused.class,
            AutomaticChargesResumed.class);

    private final Worklist<Sweep> sweeps;
    private final Clock clock;

    SweepOpenInvoices(Worklists worklists, Clock clock) {
        this.sweeps = worklists.of(Sweep.class, Sweep.WORKLIST);
        this.clock = clock;
    }

    @EventHandler
    void when(AutoPayRuleEvent event, Position position) {
        var named = event instanceof AutoPayRuleCreated rule && rule.scope().level() == AutoPayScope.Level.CUSTOMERS
                ? rule.scope().customers()
                : null;
        sweep(event, named == null && event.enrolledBy() != null ? List.of(event.enrolledBy()) : named, position);
    }

    @EventHandler
    void when(CustomerTagged event, Position position) {
        sweep(event, List.of(event.customerId()), position);
    }

    @EventHandler
    void when(WalletEvent event, Position position) {
        if (OF_CONSEQUENCE.contains(event.getClass())) {
            sweep(event, List.of(event.customerId()), position);
        }
    }

    /** The place of an event in the stream is its own for ever, so each occasion is one walk, however often it is delivered. */
    private void sweep(Event event, List<CustomerId> customers, Position position) {
        sweeps.put(
                event.subject() + "@" + position.value(),
                clock.instant(),
                new Sweep(event.partnerId(), customers, position.value(), null));
    }
}
