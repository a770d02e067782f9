package io.autocharge.payment.domain;

import static io.autocharge.contracts.payment.ChargeRefusal.ALREADY_ENDED;
import static io.autocharge.contracts.payment.ChargeRefusal.ALREADY_SUBMITTED;
import static io.autocharge.contracts.payment.ChargeRefusal.CHARGE_ID_ALREADY_USED;
import static io.autocharge.contracts.payment.ChargeRefusal.CHARGE_UNKNOWN;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.Refused;
import io.autocharge.contracts.payment.ChargeCommand.CancelCharge;
import io.autocharge.contracts.payment.ChargeCommand.RecordOutcome;
import io.autocharge.contracts.payment.ChargeCommand.RecordRefusal;
import io.autocharge.contracts.payment.ChargeCommand.RefuseCharge;
import io.autocharge.contracts.payment.ChargeCommand.ScheduleCharge;
import io.autocharge.contracts.payment.ChargeCommand.StartCharge;
import io.autocharge.contracts.payment.ChargeCommand.SubmitCharge;
import io.autocharge.contracts.payment.ChargeEvent;
import io.autocharge.contracts.payment.ChargeEvent.BalanceRequested;
import io.autocharge.contracts.payment.ChargeEvent.ChargeCanceled;
import io.autocharge.contracts.payment.ChargeEvent.ChargeDeclined;
import io.autocharge.contracts.payment.ChargeEvent.ChargeOutcomeUnknown;
import io.autocharge.contracts.payment.ChargeEvent.ChargeRefused;
import io.autocharge.contracts.payment.ChargeEvent.ChargeScheduled;
import io.autocharge.contracts.payment.ChargeEvent.ChargeSubmitted;
import io.autocharge.contracts.payment.ChargeEvent.PartialPaymentCaptured;
import io.autocharge.contracts.payment.ChargeEvent.PaymentCaptured;
import io.autocharge.contracts.payment.ChargeEvent.PaymentPending;
import io.autocharge.contracts.payment.ChargeEvent.PaymentReturned;
import io.autocharge.contracts.payment.ChargeEvent.SettledPaymentReturned;
import io.autocharge.contracts.payment.ChargeId;
import java.time.Clock;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;

/**
 * One order to collect an amount from an invoice, through all its attempts. It is planned, asks the invoice for its
 * reservation, is submitted to the processor, and learns what came of it. Money is captured by it once at the most.
 */
public class Charge {

    private enum Stage {
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
    private BalanceRequested request;
    private ChargeSubmitted submission;
    private Stage stage;
    private boolean unknownBefore;
    private boolean returnedLate;

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
    void decide(StartCharge command, Clock clock, Methods methods) {
        if (!isAt(Stage.PLANNED, command.partnerId())) {
            return;
        }
        Methods.Stored method;
        try {
            method = Plan.method(plan, methods);
        } catch (Refused refused) {
            refuse(refused.reason().name(), clock);
            return;
        }
        apply(new BalanceRequested(
                id,
                plan.partnerId(),
                plan.customerId(),
                plan.invoiceId(),
                plan.amount(),
                method.id(),
                method.method(),
                null,
                null));
    }

    @CommandHandler
    void decide(SubmitCharge command, Clock clock) {
        if (isAt(Stage.REQUESTED, command.partnerId())) {
            apply(new ChargeSubmitted(
                    id,
                    plan.partnerId(),
                    plan.customerId(),
                    plan.invoiceId(),
                    command.amount(),
                    command.remaining(),
                    request.paymentMethodId(),
                    request.method(),
                    clock.instant(),
                    null));
        }
    }

    @CommandHandler
    void decide(RefuseCharge command, Clock clock) {
        if (isAt(Stage.REQUESTED, command.partnerId())) {
            refuse(command.reason(), clock);
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
        apply(new ChargeCanceled(
                id, plan.partnerId(), plan.customerId(), plan.invoiceId(), clock.instant(), null, null));
    }

    @CommandHandler
    void decide(RecordOutcome command, Clock clock) { // what the processor says is a fact: recorded, never refused
        if (submission == null || !submission.partnerId().equals(command.partnerId())) {
            return; // the processor was not asked for this, so it has said nothing of it
        }
        var answer = new Answers(submission, command.outcome(), clock.instant());
        var open = stage == Stage.SUBMITTED || stage == Stage.PENDING;
        switch (command.outcome().status()) {
            case CAPTURED -> record(answer.captured(), stage != Stage.CAPTURED); // also late, after a no: money moved
            case PENDING -> record(answer.pending(), stage == Stage.SUBMITTED);
            case DECLINED -> record(answer.declined(), open);
            case RETURNED -> {
                record(answer.returned(), open);
                record(answer.returnedLate(), !open && stage == Stage.CAPTURED && !returnedLate);
            }
            case UNKNOWN -> record(answer.unknown(), stage == Stage.SUBMITTED && !unknownBefore);
        }
    }

    private void record(ChargeEvent fact, boolean isNews) {
        if (isNews) {
            apply(fact);
        }
    }

    private void refuse(String reason, Clock clock) {
        apply(new ChargeRefused(id, plan.partnerId(), plan.customerId(), plan.invoiceId(), reason, clock.instant()));
    }

    private boolean isAt(Stage expected, PartnerId partner) {
        return stage == expected && plan.partnerId().equals(partner);
    }

    @EventSourcingHandler
    void evolve(ChargeScheduled event) {
        id = event.chargeId();
        plan = event;
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
    void evolve(BalanceRequested event) {
        request = event;
        stage = Stage.REQUESTED;
    }

    @EventSourcingHandler
    void evolve(ChargeSubmitted event) {
        submission = event;
        stage = Stage.SUBMITTED;
    }

    @EventSourcingHandler
    void evolve(ChargeOutcomeUnknown event) {
        unknownBefore = true;
    }

    @EventSourcingHandler
    void evolve(PaymentPending event) {
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
        stage = Stage.CAPTURED;
    }

    @EventSourcingHandler
    void evolve(PartialPaymentCaptured event) {
        stage = Stage.CAPTURED;
    }

    @EventSourcingHandler
    void evolve(SettledPaymentReturned event) {
        returnedLate = true;
    }
}
