package io.autocharge.payment.policy;

import io.autocharge.contracts.payment.ChargeCommand.StartCharge;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.Worker;
import jakarta.inject.Singleton;

/** Starts each charge when its time has come. */
@Singleton
public class StartDueCharges implements Worker<DueCharge> {

    private final Commands commands;

    StartDueCharges(Commands commands) {
        this.commands = commands;
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
        commands.send(new StartCharge(charge.chargeId(), charge.partnerId()));
        return new Verdict.Done();
    }
}
