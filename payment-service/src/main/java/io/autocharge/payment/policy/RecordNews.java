package io.autocharge.payment.policy;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.payment.CaseCommand.OpenCase;
import io.autocharge.contracts.payment.CaseId;
import io.autocharge.contracts.payment.CaseKind;
import io.autocharge.contracts.payment.ChargeCommand.RecordDisputeNews;
import io.autocharge.contracts.payment.ChargeCommand.RecordOutcome;
import io.autocharge.contracts.payment.ChargeCommand.RecordRefundOutcome;
import io.autocharge.contracts.payment.ChargeEvent;
import io.autocharge.contracts.payment.ChargeEvent.ChargeSubmitted;
import io.autocharge.contracts.payment.ChargeEvent.PartialPaymentCaptured;
import io.autocharge.contracts.payment.ChargeEvent.PaymentCaptured;
import io.autocharge.contracts.payment.ChargeEvent.RefundFailed;
import io.autocharge.contracts.payment.ChargeEvent.RefundRequested;
import io.autocharge.contracts.payment.ChargeEvent.RefundSucceeded;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.DisputeId;
import io.autocharge.contracts.payment.DisputeStage;
import io.autocharge.contracts.payment.Outcome;
import io.autocharge.contracts.payment.Outcome.Status;
import io.autocharge.contracts.payment.RefundId;
import io.autocharge.contracts.payment.RefundOutcome;
import io.autocharge.payment.domain.PaymentProcessor;
import io.autocharge.payment.domain.ProcessorNews;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.History;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Turns what a processor tells by itself into facts about charges. News may come twice, late and in any order, so it says
 * only that something has changed: how a charge stands is asked anew, and refunds that are still open are settled before a
 * return or dispute takes what they have left. What is about nothing that we know opens a case and is not lost.
 */
@Singleton
public class RecordNews {

    /** Whose case it is if nobody knows whose money it is: no partner sees it, operators do. */
    public static final PartnerId NOBODY = PartnerId.derived("nobody");

    private final Commands commands;
    private final History histories;

    RecordNews(Commands commands, History histories) {
        this.commands = commands;
        this.histories = histories;
    }

    /** Records one change at {@code processor}. */
    public void record(PaymentProcessor processor, ProcessorNews news) {
        var submission = charge(news.reference())
                .flatMap(charge -> histories.of(charge, ChargeSubmitted.class).findFirst());
        if (submission.isEmpty()) {
            unexpected(processor, news);
            return;
        }
        switch (news.kind()) {
            case CAPTURED, PENDING, DECLINED, RETURNED -> outcome(processor, submission.get(), news);
            case REFUNDED, REFUND_FAILED -> refund(processor, submission.get(), news);
            case DISPUTE_OPENED -> dispute(processor, submission.get(), news, DisputeStage.OPENED);
            case DISPUTE_WON -> dispute(processor, submission.get(), news, DisputeStage.WON);
            case DISPUTE_LOST -> dispute(processor, submission.get(), news, DisputeStage.LOST);
        }
    }

    private void outcome(PaymentProcessor processor, ChargeSubmitted charge, ProcessorNews news) {
        if (news.kind() != ProcessorNews.Kind.RETURNED && isCaptured(charge.chargeId())) {
            return; // known, and asked after no more
        }
        if (news.kind() == ProcessorNews.Kind.RETURNED) {
            settleRefunds(processor, charge);
        }
        send(charge, processor.find(charge.chargeId()).orElseGet(() -> said(news)));
    }

    private void refund(PaymentProcessor processor, ChargeSubmitted charge, ProcessorNews news) {
        var known = histories
                .of(charge.chargeId(), RefundRequested.class)
                .filter(refund -> refund.refundId().value().equals(news.part()))
                .findFirst();
        if (known.isEmpty()) {
            mismatch(charge, news, "The processor tells of a refund of %s that nobody has ordered here.");
            return;
        }
        var outcome = news.kind() == ProcessorNews.Kind.REFUNDED
                ? new RefundOutcome(RefundOutcome.Status.SUCCEEDED, null, null)
                : new RefundOutcome(RefundOutcome.Status.FAILED, null, news.code());
        var stands = processor
                .findRefund(known.get().refundId(), known.get().processorReference())
                .orElse(outcome);
        commands.send(new RecordRefundOutcome(
                charge.chargeId(), charge.partnerId(), known.get().refundId(), stands));
    }

    private void dispute(PaymentProcessor processor, ChargeSubmitted charge, ProcessorNews news, DisputeStage stage) {
        if (!isCaptured(charge.chargeId())) {
            processor.find(charge.chargeId()).ifPresent(outcome -> send(charge, outcome));
        }
        if (!isCaptured(charge.chargeId())) {
            mismatch(charge, news, "A payment of %s is disputed that was not captured here.");
            return;
        }
        settleRefunds(processor, charge);
        commands.send(new RecordDisputeNews(
                charge.chargeId(),
                charge.partnerId(),
                DisputeId.derived(processor.name(), news.part()),
                stage,
                news.amount(),
                news.code() == null ? "unspecified" : news.code()));
    }

    /** A refund that has taken its part already must not be told of after what took the rest. */
    private void settleRefunds(PaymentProcessor processor, ChargeSubmitted charge) {
        Set<RefundId> ended = histories
                .of(charge.chargeId(), ChargeEvent.class)
                .map(RecordNews::endedBy)
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
        histories
                .of(charge.chargeId(), RefundRequested.class)
                .filter(refund -> !ended.contains(refund.refundId()))
                .toList()
                .forEach(refund -> processor
                        .findRefund(refund.refundId(), refund.processorReference())
                        .ifPresent(outcome -> commands.send(new RecordRefundOutcome(
                                charge.chargeId(), charge.partnerId(), refund.refundId(), outcome))));
    }

    private static Optional<RefundId> endedBy(ChargeEvent event) {
        if (event instanceof RefundSucceeded succeeded) {
            return Optional.of(succeeded.refundId());
        }
        return event instanceof RefundFailed failed ? Optional.of(failed.refundId()) : Optional.empty();
    }

    private void unexpected(PaymentProcessor processor, ProcessorNews news) {
        if (news.kind() == ProcessorNews.Kind.DECLINED || news.kind() == ProcessorNews.Kind.REFUND_FAILED) {
            return; // no money moved
        }
        commands.send(new OpenCase(
                CaseId.derived(processor.name(), news.processorReference()),
                NOBODY,
                CaseKind.UNEXPECTED_PAYMENT,
                news.processorReference(),
                news.amount(),
                "The processor '%s' tells of %s, which is none of ours.".formatted(processor.name(), news.kind())));
    }

    private void mismatch(ChargeSubmitted charge, ProcessorNews news, String finding) {
        commands.send(new OpenCase(
                CaseId.derived(charge.chargeId().value(), news.id()),
                charge.partnerId(),
                CaseKind.PROCESSOR_MISMATCH,
                charge.chargeId().value(),
                news.amount(),
                finding.formatted(news.amount())));
    }

    private void send(ChargeSubmitted charge, Outcome outcome) {
        commands.send(new RecordOutcome(charge.chargeId(), charge.partnerId(), outcome));
    }

    private boolean isCaptured(ChargeId charge) {
        return histories.of(charge, PaymentCaptured.class).findAny().isPresent()
                || histories.of(charge, PartialPaymentCaptured.class).findAny().isPresent();
    }

    private static Outcome said(ProcessorNews news) {
        return switch (news.kind()) {
            case CAPTURED -> new Outcome(Status.CAPTURED, news.processorReference(), null, news.fee());
            case PENDING -> new Outcome(Status.PENDING, news.processorReference(), null);
            case DECLINED -> new Outcome(Status.DECLINED, news.processorReference(), news.code());
            default -> new Outcome(Status.RETURNED, news.processorReference(), news.code());
        };
    }

    private static Optional<ChargeId> charge(String reference) {
        try {
            return Optional.ofNullable(reference).map(ChargeId::new);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
