package io.autocharge.payment.domain;

import static io.autocharge.contracts.payment.ChargeRefusal.ABOVE_REFUNDABLE;
import static io.autocharge.contracts.payment.ChargeRefusal.CHARGE_UNKNOWN;
import static io.autocharge.contracts.payment.ChargeRefusal.INVOICE_NEEDED;
import static io.autocharge.contracts.payment.ChargeRefusal.INVOICE_UNKNOWN;
import static io.autocharge.contracts.payment.ChargeRefusal.NOTHING_TO_REFUND;
import static io.autocharge.contracts.payment.ChargeRefusal.NOT_CAPTURED;
import static io.autocharge.contracts.payment.ChargeRefusal.NO_LATE_PAYMENT;
import static io.autocharge.contracts.payment.ChargeRefusal.REFUND_ID_ALREADY_USED;
import static io.autocharge.contracts.payment.ChargeRefusal.WRONG_CURRENCY;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.Refused;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.payment.ChargeCommand.RecordDisputeNews;
import io.autocharge.contracts.payment.ChargeCommand.RecordRefundOutcome;
import io.autocharge.contracts.payment.ChargeCommand.RefundCharge;
import io.autocharge.contracts.payment.ChargeCommand.ResolveLatePayment;
import io.autocharge.contracts.payment.ChargeEvent;
import io.autocharge.contracts.payment.ChargeEvent.ChargeSubmitted;
import io.autocharge.contracts.payment.ChargeEvent.DisputeLost;
import io.autocharge.contracts.payment.ChargeEvent.DisputeOpened;
import io.autocharge.contracts.payment.ChargeEvent.DisputeWon;
import io.autocharge.contracts.payment.ChargeEvent.LatePaymentFound;
import io.autocharge.contracts.payment.ChargeEvent.LatePaymentResolved;
import io.autocharge.contracts.payment.ChargeEvent.PartialPaymentCaptured;
import io.autocharge.contracts.payment.ChargeEvent.PaymentCaptured;
import io.autocharge.contracts.payment.ChargeEvent.RefundFailed;
import io.autocharge.contracts.payment.ChargeEvent.RefundRequested;
import io.autocharge.contracts.payment.ChargeEvent.RefundSucceeded;
import io.autocharge.contracts.payment.ChargeEvent.SettledPaymentReturned;
import io.autocharge.contracts.payment.DisputeStage;
import io.autocharge.contracts.payment.LatePaymentResolution;
import io.autocharge.contracts.payment.RefundOutcome;
import io.autocharge.contracts.payment.RefundPurpose;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;

/**
 * What becomes of a charge's money after it was captured: it is given back, taken back or disputed, never more of it than
 * was captured. Belongs to the charge, so that whoever asks for some of it back is decided one after another.
 */
class MoneyBack {

    private ChargeSubmitted submission;
    private String processorReference;
    private final Held held = new Held();
    private final Map<InvoiceId, LatePaymentFound> late = new LinkedHashMap<>();
    private final Map<InvoiceId, LatePaymentFound> undecided = new LinkedHashMap<>();
    private LatePaymentResolution decided;

    @CommandHandler
    void decide(RefundCharge command, AppliedPayments applied, Clock clock) {
        CHARGE_UNKNOWN.when(!isOf(command.partnerId()));
        var known = held.refund(command.refundId());
        if (known.isPresent()) {
            REFUND_ID_ALREADY_USED.when(!same(known.get(), command));
            return;
        }
        if (held.hasFailed(command.refundId())) {
            return; // it was told that nothing comes of it
        }
        var purpose = command.purpose() == null ? RefundPurpose.PAYMENT : command.purpose();
        try {
            apply(agreed(command, purpose, applied, clock.instant()));
        } catch (Refused refused) {
            if (purpose != RefundPurpose.CREDIT || command.amount() == null || command.invoiceId() == null) {
                throw refused;
            }
            // The credit has set the amount aside: it has to hear that nothing comes of it.
            apply(new RefundFailed(
                    command.chargeId(),
                    command.partnerId(),
                    submission.customerId(),
                    command.invoiceId(),
                    command.refundId(),
                    command.amount(),
                    purpose,
                    refused.reason().name(),
                    clock.instant()));
        }
    }

    @CommandHandler
    void decide(RecordRefundOutcome command, Clock clock) { // a fact: recorded, never refused
        var refund = held.refund(command.refundId()).orElse(null);
        if (refund == null || !isOf(command.partnerId()) || held.isDone(refund.refundId())) {
            return;
        }
        if (command.outcome().status() == RefundOutcome.Status.SUCCEEDED) {
            apply(succeeded(refund, command.outcome(), clock.instant()));
        } else if (command.outcome().status() == RefundOutcome.Status.FAILED && !held.hasFailed(refund.refundId())) {
            apply(failed(refund, command.outcome(), clock.instant()));
        }
    }

    @CommandHandler
    void decide(RecordDisputeNews command, Clock clock) { // a fact: recorded, never refused
        if (!isOf(command.partnerId()) || held.isNothing()) {
            return; // what was never captured cannot be disputed
        }
        if (held.parts(command.disputeId()).isEmpty()) { // also if the end of it is heard of first
            open(command, clock.instant());
        }
        if (command.stage() != DisputeStage.OPENED && !held.isClosed(command.disputeId())) {
            for (var part : held.parts(command.disputeId())) {
                apply(command.stage() == DisputeStage.WON ? won(part, clock) : lost(part, clock));
            }
        }
    }

    @CommandHandler
    void decide(ResolveLatePayment command, Clock clock) {
        CHARGE_UNKNOWN.when(!isOf(command.partnerId()));
        if (undecided.isEmpty() && decided == command.resolution()) {
            return;
        }
        NO_LATE_PAYMENT.when(undecided.isEmpty());
        var tries = held.refunds(RefundPurpose.LATE_PAYMENT);
        for (var found : List.copyOf(undecided.values())) {
            new LatePayment(found, submission)
                    .resolved(command.resolution(), tries, clock.instant())
                    .forEach(event -> apply(event));
        }
    }

    private RefundRequested agreed(RefundCharge order, RefundPurpose purpose, AppliedPayments applied, Instant at) {
        NO_LATE_PAYMENT.when(purpose == RefundPurpose.LATE_PAYMENT);
        NOT_CAPTURED.when(held.isNothing());
        INVOICE_NEEDED.when(order.invoiceId() == null && held.invoices().size() > 1);
        var invoice = order.invoiceId() == null ? held.invoices().iterator().next() : order.invoiceId();
        INVOICE_UNKNOWN.when(!held.invoices().contains(invoice));
        var most = purpose == RefundPurpose.CREDIT
                ? held.refundable(invoice)
                : held.refundable(
                        invoice,
                        applied.of(invoice, order.chargeId())
                                .orElse(submission.amount().zero()));
        var amount = order.amount() == null ? most : order.amount();
        WRONG_CURRENCY.when(!amount.currency().equals(most.currency()));
        NOTHING_TO_REFUND.when(order.amount() != null && amount.isZero());
        ABOVE_REFUNDABLE.when(amount.isZero() || amount.exceeds(most));
        return new RefundRequested(
                order.chargeId(),
                order.partnerId(),
                submission.customerId(),
                invoice,
                order.refundId(),
                amount,
                purpose,
                order.reason(),
                processorReference,
                at);
    }

    private static boolean same(RefundRequested known, RefundCharge order) {
        return (order.invoiceId() == null || order.invoiceId().equals(known.invoiceId()))
                && (order.amount() == null || order.amount().equals(known.amount()))
                && Objects.equals(order.reason(), known.reason())
                && known.purpose() == (order.purpose() == null ? RefundPurpose.PAYMENT : order.purpose());
    }

    private RefundSucceeded succeeded(RefundRequested refund, RefundOutcome outcome, Instant at) {
        return new RefundSucceeded(
                refund.chargeId(),
                refund.partnerId(),
                refund.customerId(),
                refund.invoiceId(),
                refund.refundId(),
                refund.amount(),
                held.refunded(refund.amount().zero()).plus(refund.amount()),
                refund.purpose(),
                submission.method(),
                outcome.processorReference() == null ? refund.refundId().value() : outcome.processorReference(),
                at);
    }

    private static RefundFailed failed(RefundRequested refund, RefundOutcome outcome, Instant at) {
        return new RefundFailed(
                refund.chargeId(),
                refund.partnerId(),
                refund.customerId(),
                refund.invoiceId(),
                refund.refundId(),
                refund.amount(),
                refund.purpose(),
                outcome.code() == null ? "unspecified" : outcome.code(),
                at);
    }

    /** What is withheld is taken from the invoices in the order in which they were paid, and never more than is held. */
    private void open(RecordDisputeNews news, Instant at) {
        var rest = news.amount();
        for (var invoice : List.copyOf(held.invoices())) {
            var left = held.takeable(invoice);
            if (!left.currency().equals(rest.currency())) {
                return; // a dispute in another currency than the charge is about something else
            }
            var part = rest.atMost(left);
            if (part.isPositive()) {
                apply(new DisputeOpened(
                        news.chargeId(),
                        news.partnerId(),
                        submission.customerId(),
                        invoice,
                        news.disputeId(),
                        part,
                        submission.method(),
                        news.reason() == null ? "unspecified" : news.reason(),
                        at));
                rest = rest.minus(part);
            }
        }
    }

    private static DisputeWon won(DisputeOpened part, Clock clock) {
        return new DisputeWon(
                part.chargeId(),
                part.partnerId(),
                part.customerId(),
                part.invoiceId(),
                part.disputeId(),
                part.amount(),
                part.method(),
                clock.instant());
    }

    private static DisputeLost lost(DisputeOpened part, Clock clock) {
        return new DisputeLost(
                part.chargeId(),
                part.partnerId(),
                part.customerId(),
                part.invoiceId(),
                part.disputeId(),
                part.amount(),
                part.method(),
                clock.instant());
    }

    /** A fact as it is recorded: a bank takes back no more than is held, and nothing if nothing is. */
    Stream<ChargeEvent> atMostWhatIsHeld(ChargeEvent fact) {
        if (!(fact instanceof SettledPaymentReturned back)) {
            return Stream.of(fact);
        }
        var amount = back.amount().atMost(held.takeable(back.invoiceId()));
        return amount.isZero()
                ? Stream.empty()
                : Stream.of(new SettledPaymentReturned(
                        back.chargeId(),
                        back.partnerId(),
                        back.customerId(),
                        back.invoiceId(),
                        amount,
                        back.method(),
                        back.code(),
                        back.returnedAt(),
                        back.paymentMethodId()));
    }

    private boolean isOf(PartnerId partner) {
        return submission != null && submission.partnerId().equals(partner);
    }

    @EventSourcingHandler
    void evolve(ChargeSubmitted event) {
        submission = event;
    }

    @EventSourcingHandler
    void evolve(PaymentCaptured event) {
        processorReference = event.processorReference();
        held.capture(event.invoiceId(), event.amount());
    }

    @EventSourcingHandler
    void evolve(PartialPaymentCaptured event) {
        processorReference = event.processorReference();
        held.capture(event.invoiceId(), event.amount());
    }

    @EventSourcingHandler
    void evolve(SettledPaymentReturned event) {
        held.takeBack(event.invoiceId(), event.amount());
    }

    @EventSourcingHandler
    void evolve(RefundRequested event) {
        held.request(event);
    }

    @EventSourcingHandler
    void evolve(RefundSucceeded event) {
        held.succeed(event.refundId());
    }

    @EventSourcingHandler
    void evolve(RefundFailed event) {
        held.fail(event.refundId());
        if (event.purpose() == RefundPurpose.LATE_PAYMENT) { // what is to be done with it is open again
            undecided.put(event.invoiceId(), late.get(event.invoiceId()));
        }
    }

    @EventSourcingHandler
    void evolve(DisputeOpened event) {
        held.dispute(event);
    }

    @EventSourcingHandler
    void evolve(DisputeWon event) {
        held.win(event.disputeId());
    }

    @EventSourcingHandler
    void evolve(DisputeLost event) {
        held.lose(event.disputeId());
    }

    @EventSourcingHandler
    void evolve(LatePaymentFound event) {
        late.put(event.invoiceId(), event);
        undecided.put(event.invoiceId(), event);
    }

    @EventSourcingHandler
    void evolve(LatePaymentResolved event) {
        undecided.remove(event.invoiceId());
        decided = event.resolution();
    }
}
