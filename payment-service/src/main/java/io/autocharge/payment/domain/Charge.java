package io.autocharge.payment.domain;

import static io.autocharge.contracts.payment.ChargeRefusal.ALREADY_ENDED;
import static io.autocharge.contracts.payment.ChargeRefusal.ALREADY_SUBMITTED;
import static io.autocharge.contracts.payment.ChargeRefusal.CHARGE_ID_ALREADY_USED;
import static io.autocharge.contracts.payment.ChargeRefusal.CHARGE_UNKNOWN;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.Refused;
import io.autocharge.contracts.payment.Cancellation;
import io.autocharge.contracts.payment.ChargeCommand.CancelCharge;
import io.autocharge.contracts.payment.ChargeCommand.RecordOutcome;
import io.autocharge.contracts.payment.ChargeCommand.RecordRefusal;
import io.autocharge.contracts.payment.ChargeCommand.RefuseCharge;
import io.autocharge.contracts.payment.ChargeCommand.ScheduleCharge;
import io.autocharge.contracts.payment.ChargeCommand.ShrinkCharge;
import io.autocharge.contracts.payment.ChargeCommand.StartCharge;
import io.autocharge.contracts.payment.ChargeCommand.SubmitCharge;
import io.autocharge.contracts.payment.ChargeCommand.SwitchPaymentMethod;
import io.autocharge.contracts.payment.ChargeEvent.BalanceRequested;
import io.autocharge.contracts.payment.ChargeEvent.ChargeCanceled;
import io.autocharge.contracts.payment.ChargeEvent.ChargeDeclined;
import io.autocharge.contracts.payment.ChargeEvent.ChargeDeferred;
import io.autocharge.contracts.payment.ChargeEvent.ChargeOutcomeUnknown;
import io.autocharge.contracts.payment.ChargeEvent.ChargeRefused;
import io.autocharge.contracts.payment.ChargeEvent.ChargeScheduled;
import io.autocharge.contracts.payment.ChargeEvent.ChargeShrunk;
import io.autocharge.contracts.payment.ChargeEvent.ChargeSubmitted;
import io.autocharge.contracts.payment.ChargeEvent.LatePaymentFound;
import io.autocharge.contracts.payment.ChargeEvent.PartialPaymentCaptured;
import io.autocharge.contracts.payment.ChargeEvent.PaymentCaptured;
import io.autocharge.contracts.payment.ChargeEvent.PaymentMethodSwitched;
import io.autocharge.contracts.payment.ChargeEvent.PaymentPending;
import io.autocharge.contracts.payment.ChargeEvent.PaymentReturned;
import io.autocharge.contracts.payment.ChargeEvent.SettledPaymentReturned;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.PaymentMethodId;
import java.time.Clock;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateMember;
import org.axonframework.modelling.command.CreationPolicy;

/**
 * One order to collect an amount, by one try. It is planned, asks each invoice that it is for for its reservation, is
 * submitted to the processor, and learns what came of it. Money is captured by it once at the most.
 */
public class Charge {

    private enum Stage {
        /** It waits for its time, or for another charge of the invoice to end. */
        PLANNED,
        CANCELED,
        REFUSED,
        REQUESTED,
        SUBMITTED,
        PENDING,
        /** No money moved, as far as the processor has said. */
        FAILED,
        CAPTURED
    }

    @AggregateIdentifier
    private ChargeId id;

    private ChargeScheduled plan; // absent if it could not even be planned
    private Money amount; // as planned, or as another payment has left it
    private PaymentMethodId method; // as planned, or what has replaced it
    private int round = 1;
    private Asking asking;
    private Outcomes outcomes;

    @AggregateMember
    private final MoneyBack moneyBack = new MoneyBack();

    private Stage stage;

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(ScheduleCharge command, Clock clock, InvoiceTerms invoices, Methods methods) {
        if (id == null) {
            apply(Plan.agreed(command, clock.instant(), invoices, methods));
            return;
        }
        ALREADY_ENDED.when(plan == null);
        CHARGE_ID_ALREADY_USED.when(!Plan.same(plan, command, invoices));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(RecordRefusal command, Clock clock) {
        if (id == null) {
            apply(new ChargeRefused(
                    command.chargeId(),
                    command.partnerId(),
                    command.customerId(),
                    command.invoiceId(),
                    command.reason(),
                    clock.instant()));
        }
    }

    @CommandHandler
    void decide(StartCharge command, Clock clock, Methods methods, AutomaticCharging charging) {
        if (!isAt(Stage.PLANNED, command.partnerId())) {
            return;
        }
        if (Plan.isAutomatic(plan) && charging.paused(plan.partnerId(), plan.customerId())) {
            apply(Plan.canceled(plan, Cancellation.PAUSED, null, clock.instant()));
        } else if (Plan.canWait(plan) && charging.frozen(plan.partnerId())) {
            apply(Asking.deferred(plan, amount, "AUTOMATIC_CHARGING_FROZEN", round, clock.instant()));
        } else {
            ask(clock, methods);
        }
    }

    private void ask(Clock clock, Methods methods) {
        try {
            apply(Asking.first(plan, amount, Plan.method(plan, method, methods), round));
        } catch (Refused refused) {
            apply(Plan.refused(plan, plan.invoiceId(), refused.reason().name(), clock.instant()));
        }
    }

    @CommandHandler
    void decide(SubmitCharge command, Clock clock) {
        if (isAt(Stage.REQUESTED, command.partnerId()) && asking.isFor(command.invoiceId(), command.round())) {
            apply(asking.reserved(command.amount(), command.remaining(), clock.instant()));
        }
    }

    @CommandHandler
    void decide(RefuseCharge command, Clock clock) {
        if (isAt(Stage.REQUESTED, command.partnerId()) && asking.isFor(command.invoiceId(), command.round())) {
            asking.refused(command.reason(), amount, clock.instant()).forEach(event -> apply(event));
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(CancelCharge command, Clock clock) {
        CHARGE_UNKNOWN.when(plan == null || !plan.partnerId().equals(command.partnerId()));
        if (stage == Stage.CANCELED) {
            return;
        }
        // Once the invoice was asked, its reservation is on the way and needs somebody to use it or give it back.
        ALREADY_SUBMITTED.when(stage == Stage.REQUESTED || stage == Stage.SUBMITTED || stage == Stage.PENDING);
        ALREADY_ENDED.when(stage != Stage.PLANNED);
        apply(Plan.canceled(plan, command.reason(), command.paidBy(), clock.instant()));
    }

    @CommandHandler
    void decide(ShrinkCharge command, Clock clock, Methods methods) {
        if (isAt(Stage.PLANNED, command.partnerId())) {
            var exact = method != null
                    && methods.find(plan.partnerId(), plan.customerId(), method)
                            .filter(stored -> Plan.isExact(plan, stored.method()))
                            .isPresent();
            Plan.shrunk(plan, amount, exact, command, clock.instant()).ifPresent(event -> apply(event));
        }
    }

    @CommandHandler
    void decide(SwitchPaymentMethod command, Clock clock) {
        if (isAt(Stage.PLANNED, command.partnerId()) && command.from().equals(method)) {
            apply(new PaymentMethodSwitched(
                    id,
                    plan.partnerId(),
                    plan.customerId(),
                    plan.invoiceId(),
                    command.from(),
                    command.to(),
                    clock.instant()));
        }
    }

    @CommandHandler
    void decide(RecordOutcome command, Clock clock) { // what the processor says is a fact: recorded, never refused
        if (outcomes != null && plan.partnerId().equals(command.partnerId())) { // else it was never asked for this
            outcomes.of(command.outcome(), isOpen(), clock.instant()).stream()
                    .flatMap(moneyBack::atMostWhatIsHeld)
                    .toList()
                    .forEach(event -> apply(event));
        }
    }

    private boolean isOpen() {
        return stage == Stage.SUBMITTED || stage == Stage.PENDING;
    }

    private boolean isAt(Stage expected, PartnerId partner) {
        return stage == expected && plan.partnerId().equals(partner);
    }

    @EventSourcingHandler
    void evolve(ChargeScheduled event) {
        id = event.chargeId();
        plan = event;
        amount = event.amount();
        method = event.paymentMethodId();
        stage = Stage.PLANNED;
    }

    @EventSourcingHandler
    void evolve(ChargeCanceled event) {
        stage = Stage.CANCELED;
    }

    @EventSourcingHandler
    void evolve(ChargeRefused event) {
        id = event.chargeId();
        stage = Stage.REFUSED;
    }

    @EventSourcingHandler
    void evolve(ChargeShrunk event) {
        amount = event.to();
    }

    @EventSourcingHandler
    void evolve(PaymentMethodSwitched event) {
        method = event.to();
    }

    @EventSourcingHandler
    void evolve(ChargeDeferred event) {
        round = event.round() + 1;
        stage = Stage.PLANNED;
    }

    @EventSourcingHandler
    void evolve(BalanceRequested event) {
        asking = new Asking(plan, event);
        stage = Stage.REQUESTED;
    }

    @EventSourcingHandler
    void evolve(ChargeSubmitted event) {
        outcomes = new Outcomes(event, plan.origin());
        stage = Stage.SUBMITTED;
    }

    @EventSourcingHandler
    void evolve(ChargeOutcomeUnknown event) {
        outcomes.wasUnknown();
    }

    @EventSourcingHandler
    void evolve(PaymentPending event) {
        outcomes.isPending();
        stage = Stage.PENDING;
    }

    @EventSourcingHandler
    void evolve(ChargeDeclined event) {
        stage = Stage.FAILED;
    }

    @EventSourcingHandler
    void evolve(PaymentReturned event) {
        stage = Stage.FAILED;
    }

    @EventSourcingHandler
    void evolve(PaymentCaptured event) {
        outcomes.isCaptured();
        stage = Stage.CAPTURED;
    }

    @EventSourcingHandler
    void evolve(PartialPaymentCaptured event) {
        outcomes.isCaptured();
        stage = Stage.CAPTURED;
    }

    @EventSourcingHandler
    void evolve(SettledPaymentReturned event) {
        outcomes.isTakenBack();
    }

    @EventSourcingHandler
    void evolve(LatePaymentFound event) {
        outcomes.isLate();
    }
}
