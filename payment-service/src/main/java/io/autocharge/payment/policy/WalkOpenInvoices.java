package io.autocharge.payment.policy;

import io.autocharge.contracts.payment.AutoPayCommand.EvaluateAutoPay;
import io.autocharge.contracts.payment.AutoPayId;
import io.autocharge.payment.view.AutoPayCircumstances;
import io.autocharge.payment.view.OpenInvoices;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.Worker;
import io.autocharge.runtime.Worklist;
import io.autocharge.runtime.Worklists;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/**
 * Holds the auto-pay rules against open invoices, a batch at a time. Behind each batch the rest goes to the end of the list, so
 * that a partner with many invoices does not keep others waiting, and a process that dies loses no more than a batch.
 */
@Singleton
public class WalkOpenInvoices implements Worker<Sweep> {

    static final int BATCH = 100;
    private static final Duration A_MOMENT = Duration.ofMillis(200);

    private final Commands commands;
    private final OpenInvoices invoices;
    private final AutoPayCircumstances autoPay;
    private final Worklist<Sweep> sweeps;
    private final Clock clock;

    WalkOpenInvoices(
            Commands commands, OpenInvoices invoices, AutoPayCircumstances autoPay, Worklists worklists, Clock clock) {
        this.commands = commands;
        this.invoices = invoices;
        this.autoPay = autoPay;
        this.sweeps = worklists.of(Sweep.class, Sweep.WORKLIST);
        this.clock = clock;
    }

    @Override
    public String worklist() {
        return Sweep.WORKLIST;
    }

    @Override
    public Class<Sweep> type() {
        return Sweep.class;
    }

    @Override
    public int parallel() {
        return 2;
    }

    @Override
    public Verdict work(String id, Sweep sweep) {
        var batch = invoices.open(sweep.partnerId(), sweep.customers(), sweep.after(), BATCH, sweep.occasion());
        if (batch.isEmpty()) {
            return new Verdict.Again(A_MOMENT); // the list has not come as far as the event that is the reason
        }
        for (var invoice : batch.get()) {
            if (autoPay.concerns(sweep.partnerId(), invoice)) {
                commands.send(new EvaluateAutoPay(AutoPayId.of(invoice), sweep.partnerId(), invoice, null));
            }
        }
        if (batch.get().size() == BATCH) {
            var last = batch.get().get(BATCH - 1);
            sweeps.put(id.replaceAll("/.*", "") + "/" + last, clock.instant(), sweep.from(last));
        }
        return new Verdict.Done();
    }
}
