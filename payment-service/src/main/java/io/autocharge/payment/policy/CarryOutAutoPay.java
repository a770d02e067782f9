package io.autocharge.payment.policy;

import io.autocharge.contracts.Refused;
import io.autocharge.contracts.payment.AutoPayEvent.AutoPayDecided;
import io.autocharge.contracts.payment.AutoPayOutcome;
import io.autocharge.contracts.payment.Cancellation;
import io.autocharge.contracts.payment.Cause;
import io.autocharge.contracts.payment.ChargeCommand.CancelCharge;
import io.autocharge.contracts.payment.ChargeCommand.RecordRefusal;
import io.autocharge.contracts.payment.ChargeCommand.ScheduleCharge;
import io.autocharge.contracts.payment.ChargeRefusal;
import io.autocharge.contracts.payment.ChargeTime;
import io.autocharge.contracts.payment.Origin;
import io.autocharge.payment.domain.AutoPayReason;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.Policy;
import io.autocharge.runtime.Worklist;
import io.autocharge.runtime.Worklists;
import org.axonframework.eventhandling.EventHandler;

/** Whenever auto-pay has decided about an invoice, plan its charge or give it up, and note when to look again. */
@Policy
public class CarryOutAutoPay {

    private final Commands commands;
    private final Worklist<NextLook> looks;

    CarryOutAutoPay(Commands commands, Worklists worklists) {
        this.commands = commands;
        this.looks = worklists.of(NextLook.class, NextLook.WORKLIST);
    }

    @EventHandler
    void when(AutoPayDecided event) {
        if (event.outcome() == AutoPayOutcome.PLANNED) {
            plan(event);
        } else if (event.outcome() == AutoPayOutcome.WITHDRAWN) {
            giveUp(commands, event);
        }
        if (event.nextAt() != null) {
            looks.put(
                    event.autoPayId() + "@" + event.decidedAt().toEpochMilli(),
                    event.nextAt(),
                    new NextLook(event.partnerId(), event.invoiceId()));
        }
    }

    /** Gives up the charge of a decision, unless it has gone ahead or come to its end meanwhile. */
    static void giveUp(Commands commands, AutoPayDecided event) {
        try {
            commands.send(new CancelCharge(event.chargeId(), event.partnerId(), cancellation(event.reason()), null));
        } catch (Refused tooLate) {
            // Then it is under way or over; what came of it is looked at like any other payment.
        }
    }

    private void plan(AutoPayDecided event) {
        try {
            schedule(event, ChargeTime.on(event.chargeOn()));
        } catch (Refused refused) {
            if (refused.reason() == ChargeRefusal.CHARGE_DATE_IN_PAST) { // this took until the next day
                planNow(event);
            } else {
                record(event, refused);
            }
        }
    }

    private void planNow(AutoPayDecided event) {
        try {
            schedule(event, ChargeTime.NOW);
        } catch (Refused refused) {
            record(event, refused);
        }
    }

    private void schedule(AutoPayDecided event, ChargeTime when) {
        commands.send(new ScheduleCharge(
                event.chargeId(),
                event.partnerId(),
                event.invoiceId(),
                null,
                null,
                when,
                Origin.AUTO_PAY,
                Cause.rule(event.ruleId()),
                null));
    }

    /** A charge that is known already keeps its own history: for that one the record changes nothing. */
    private void record(AutoPayDecided event, Refused refused) {
        commands.send(new RecordRefusal(
                event.chargeId(),
                event.partnerId(),
                event.customerId(),
                event.invoiceId(),
                refused.reason().name()));
    }

    private static Cancellation cancellation(String reason) {
        return switch (AutoPayReason.valueOf(reason)) {
            case INVOICE_PAID -> Cancellation.PAID_OTHERWISE;
            case INVOICE_ARCHIVED -> Cancellation.INVOICE_ARCHIVED;
            case AUTOMATIC_CHARGES_PAUSED -> Cancellation.PAUSED;
            case RULE_REMOVED -> Cancellation.RULE_REMOVED;
            default -> Cancellation.RULE_NO_LONGER_APPLIES;
        };
    }
}
