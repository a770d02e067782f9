package io.autocharge.payment.policy;

import io.autocharge.contracts.payment.ChargeCommand.RecordRefundOutcome;
import io.autocharge.contracts.payment.RefundOutcome;
import io.autocharge.contracts.payment.RefundOutcome.Status;
import io.autocharge.payment.domain.PaymentProcessor;
import io.autocharge.payment.domain.Processors;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.Worker;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/**
 * Asks the processor to give money back until it has said what came of it, always under the refund's own id. No answer is
 * neither given back nor refused: before it is asked for a second time, the processor is asked what it knows.
 */
@Singleton
public class RefundAtProcessor implements Worker<RefundOrder> {

    /** What the code of a failed refund says if the processor has never heard of it and cannot any more. */
    static final String NEVER_RECEIVED = "never_received";

    private static final int ATTEMPTS_TO_BE_SURE = 10;
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST_UNKNOWN = Duration.ofMinutes(1);
    private static final Duration LONGEST_PENDING = Duration.ofHours(1);

    private final Commands commands;
    private final Processors processors;
    private final Clock clock;

    RefundAtProcessor(Commands commands, Processors processors, Clock clock) {
        this.commands = commands;
        this.processors = processors;
        this.clock = clock;
    }

    @Override
    public String worklist() {
        return RefundOrder.WORKLIST;
    }

    @Override
    public Class<RefundOrder> type() {
        return RefundOrder.class;
    }

    @Override
    public Verdict work(String id, RefundOrder order) {
        return work(id, order, 2);
    }

    @Override
    public Verdict work(String id, RefundOrder order, int attempt) {
        var outcome = attempt == 1 ? refund(order) : find(order, attempt);
        commands.send(new RecordRefundOutcome(order.chargeId(), order.partnerId(), order.refundId(), outcome));
        return switch (outcome.status()) {
            case SUCCEEDED, FAILED -> new Verdict.Done();
            case PENDING -> again(attempt, LONGEST_PENDING);
            case UNKNOWN -> again(attempt, LONGEST_UNKNOWN);
        };
    }

    private RefundOutcome find(RefundOrder order, int attempt) {
        try {
            return processor(order)
                    .findRefund(order.refundId(), order.processorReference())
                    .orElseGet(() -> unheard(order, attempt));
        } catch (PaymentProcessor.Unreachable e) {
            return RefundOutcome.unknown();
        }
    }

    /** Under a key that the processor has forgotten it would give the money back a second time. */
    private RefundOutcome unheard(RefundOrder order, int attempt) {
        var keyEnds = order.requestedAt().plus(processor(order).keyWindow());
        if (clock.instant().isBefore(keyEnds)) {
            return refund(order);
        }
        return attempt < ATTEMPTS_TO_BE_SURE
                ? RefundOutcome.unknown()
                : new RefundOutcome(Status.FAILED, null, NEVER_RECEIVED);
    }

    private RefundOutcome refund(RefundOrder order) {
        return processor(order).refund(order.refundId(), order.chargeId(), order.processorReference(), order.amount());
    }

    private PaymentProcessor processor(RefundOrder order) {
        return processors.of(order.partnerId());
    }

    private static Verdict again(int attempt, Duration longest) {
        var pause = SHORTEST.multipliedBy(1L << Math.min(attempt - 1, 20));
        return new Verdict.Again(pause.compareTo(longest) < 0 ? pause : longest);
    }
}
