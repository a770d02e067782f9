package io.autocharge.payment.policy;

import io.autocharge.contracts.payment.AutoPayCommand.EvaluateAutoPay;
import io.autocharge.contracts.payment.AutoPayEvent.AutoPayDecided;
import io.autocharge.contracts.payment.AutoPayId;
import io.autocharge.contracts.payment.AutoPayOutcome;
import io.autocharge.contracts.payment.ChargeCommand.StartCharge;
import io.autocharge.contracts.payment.ChargeEvent.ChargeScheduled;
import io.autocharge.contracts.payment.Origin;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.History;
import io.autocharge.runtime.Worker;
import jakarta.inject.Singleton;

/**
 * Starts each charge when its time has come. What an auto-pay rule has planned is held against the rules once more right before,
 * as the invoice stands then.
 */
@Singleton
public class StartDueCharges implements Worker<DueCharge> {

    private final Commands commands;
    private final History histories;

    StartDueCharges(Commands commands, History histories) {
        this.commands = commands;
        this.histories = histories;
    }

    @Override
    public String worklist() {
        return DueCharge.WORKLIST;
    }

    @Override
    public Class<DueCharge> type() {
        return DueCharge.class;
    }

    @Override
    public Verdict work(String id, DueCharge charge) {
        if (isWanted(charge)) {
            commands.send(new StartCharge(charge.chargeId(), charge.partnerId()));
        }
        return new Verdict.Done();
    }

    private boolean isWanted(DueCharge charge) {
        var plan = histories
                .of(charge.chargeId(), ChargeScheduled.class)
                .filter(scheduled -> scheduled.origin() == Origin.AUTO_PAY)
                .findFirst();
        return plan.isEmpty() || isStillPlanned(plan.get());
    }

    private boolean isStillPlanned(ChargeScheduled plan) {
        var autoPay = AutoPayId.of(plan.invoiceId());
        commands.send(new EvaluateAutoPay(autoPay, plan.partnerId(), plan.invoiceId(), null));
        var last = histories
                .of(autoPay, AutoPayDecided.class)
                .filter(decided -> plan.chargeId().equals(decided.chargeId()))
                .reduce((before, after) -> after);
        if (last.isEmpty() || last.get().outcome() == AutoPayOutcome.PLANNED) {
            return true;
        }
        // The policy that carries decisions out will find it done; here it must not be too late.
        CarryOutAutoPay.giveUp(commands, last.get());
        return false;
    }
}
