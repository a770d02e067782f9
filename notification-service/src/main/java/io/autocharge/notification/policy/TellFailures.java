package io.autocharge.notification.policy;

import io.autocharge.contracts.notification.MessageCommand.SendMessage;
import io.autocharge.contracts.notification.MessageId;
import io.autocharge.contracts.notification.Template;
import io.autocharge.notification.view.Prospects;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.Worker;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** Tells of a failed charge as soon as it is known whether it is tried again, or without that after a bounded time. */
@Singleton
public class TellFailures implements Worker<Failure> {

    private static final int MOST_LOOKS = 15;
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final Commands commands;
    private final Prospects prospects;

    TellFailures(Commands commands, Prospects prospects) {
        this.commands = commands;
        this.prospects = prospects;
    }

    @Override
    public String worklist() {
        return Failure.WORKLIST;
    }

    @Override
    public Class<Failure> type() {
        return Failure.class;
    }

    @Override
    public Verdict work(String id, Failure failure) {
        return work(id, failure, MOST_LOOKS);
    }

    @Override
    public Verdict work(String id, Failure failure, int attempt) {
        if (attempt < MOST_LOOKS
                && prospects.decision(failure.customerId(), failure.chargeId()).isEmpty()) {
            return new Verdict.Again(BETWEEN_LOOKS);
        }
        commands.send(new SendMessage(
                MessageId.derived(failure.chargeId().value(), "failed"),
                failure.partnerId(),
                failure.customerId(),
                Template.CHARGE_FAILED,
                failure.chargeId().value(),
                List.of()));
        return new Verdict.Done();
    }
}
