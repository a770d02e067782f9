package io.autocharge.payment.policy;

import io.autocharge.contracts.payment.ChargeCommand.RecordOutcome;
import io.autocharge.contracts.payment.Outcome;
import io.autocharge.contracts.payment.Outcome.Status;
import io.autocharge.payment.domain.Methods;
import io.autocharge.payment.domain.PaymentProcessor;
import io.autocharge.payment.domain.Processors;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.Worker;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/**
 * Asks the processor for a submitted charge until it has said what came of it, and records each answer. Whoever asks, and
 * however often, asks under the charge's own id. Before it is asked for a second time, the processor is asked what it
 * knows: an answer may have been lost on the way, together with the process that waited for it.
 */
@Singleton
public class SubmitToProcessor implements Worker<Submission> {

    /** What the code of a decline says if the processor has never heard of the charge and cannot any more. */
    static final String NEVER_RECEIVED = "never_received";

    /** By then minutes have passed since it was last asked for, on any clock: more than its look-ups ever lag behind. */
    private static final int ATTEMPTS_TO_BE_SURE = 10;

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST_UNKNOWN = Duration.ofMinutes(1);
    private static final Duration LONGEST_PENDING = Duration.ofHours(1);

    private final Commands commands;
    private final Methods methods;
    private final Processors processors;
    private final Clock clock;

    SubmitToProcessor(Commands commands, Methods methods, Processors processors, Clock clock) {
        this.commands = commands;
        this.methods = methods;
        this.processors = processors;
        this.clock = clock;
    }

    @Override
    public String worklist() {
        return Submission.WORKLIST;
    }

    @Override
    public Class<Submission> type() {
        return Submission.class;
    }

    @Override
    public Verdict work(String id, Submission submission) {
        return work(id, submission, 2);
    }

    @Override
    public Verdict work(String id, Submission submission, int attempt) {
        // Who took it first may have slept through the life of the key, and others have asked for it meanwhile.
        var outcome = attempt == 1 && isKeyAlive(submission) ? charge(submission) : find(submission, attempt);
        commands.send(new RecordOutcome(submission.chargeId(), submission.partnerId(), outcome));
        if (outcome.status() == Status.PENDING) {
            return again(attempt, LONGEST_PENDING);
        }
        return outcome.status() == Status.UNKNOWN ? again(attempt, LONGEST_UNKNOWN) : new Verdict.Done();
    }

    private Outcome find(Submission submission, int attempt) {
        try {
            return processors
                    .of(submission.partnerId())
                    .find(submission.chargeId())
                    .orElseGet(() -> unheard(submission, attempt));
        } catch (PaymentProcessor.Unreachable e) {
            return Outcome.unknown();
        }
    }

    /** Under a key that the processor has forgotten it would charge a second time, so it is only asked what it knows. */
    private Outcome unheard(Submission submission, int attempt) {
        if (isKeyAlive(submission)) {
            return charge(submission);
        }
        return attempt < ATTEMPTS_TO_BE_SURE ? Outcome.unknown() : new Outcome(Status.DECLINED, null, NEVER_RECEIVED);
    }

    private boolean isKeyAlive(Submission submission) {
        var window = processors.of(submission.partnerId()).keyWindow();
        return clock.instant().isBefore(submission.submittedAt().plus(window));
    }

    private Outcome charge(Submission submission) {
        var method = methods.find(submission.partnerId(), submission.customerId(), submission.paymentMethodId())
                .orElseThrow(() -> new IllegalStateException(
                        "The method of " + submission.chargeId() + " is in no wallet any more."));
        return processors
                .of(submission.partnerId())
                .charge(submission.chargeId(), method.processorToken(), submission.amount());
    }

    private static Verdict again(int attempt, Duration longest) {
        var pause = SHORTEST.multipliedBy(1L << Math.min(attempt - 1, 20));
        return new Verdict.Again(pause.compareTo(longest) < 0 ? pause : longest);
    }
}
