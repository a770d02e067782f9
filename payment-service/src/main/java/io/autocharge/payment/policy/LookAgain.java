package io.autocharge.payment.policy;

import io.autocharge.contracts.payment.AutoPayCommand.EvaluateAutoPay;
import io.autocharge.contracts.payment.AutoPayId;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.Worker;
import jakarta.inject.Singleton;

/** Holds the auto-pay rules against an invoice when the date has come on which one of them applies. */
@Singleton
public class LookAgain implements Worker<NextLook> {

    private final Commands commands;

    LookAgain(Commands commands) {
        this.commands = commands;
    }

    @Override
    public String worklist() {
        return NextLook.WORKLIST;
    }

    @Override
    public Class<NextLook> type() {
        return NextLook.class;
    }

    @Override
    public Verdict work(String id, NextLook look) {
        commands.send(new EvaluateAutoPay(AutoPayId.of(look.invoiceId()), look.partnerId(), look.invoiceId(), null));
        return new Verdict.Done();
    }
}
