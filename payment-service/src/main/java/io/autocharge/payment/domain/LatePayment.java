package io.autocharge.payment.domain;

import io.autocharge.contracts.payment.ChargeEvent;
import io.autocharge.contracts.payment.ChargeEvent.ChargeSubmitted;
import io.autocharge.contracts.payment.ChargeEvent.LatePaymentFound;
import io.autocharge.contracts.payment.ChargeEvent.LatePaymentResolved;
import io.autocharge.contracts.payment.ChargeEvent.PartialPaymentCaptured;
import io.autocharge.contracts.payment.ChargeEvent.PaymentCaptured;
import io.autocharge.contracts.payment.ChargeEvent.RefundRequested;
import io.autocharge.contracts.payment.LatePaymentResolution;
import io.autocharge.contracts.payment.RefundId;
import io.autocharge.contracts.payment.RefundPurpose;
import io.autocharge.contracts.payment.Share;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** A payment that came after a decline, and what can be done with it. */
record LatePayment(LatePaymentFound found, ChargeSubmitted asked) {

    /** What follows from the decision; {@code tries} is how often it was to be given back before. */
    List<ChargeEvent> resolved(LatePaymentResolution how, long tries, Instant at) {
        var decision = new LatePaymentResolved(
                found.chargeId(), found.partnerId(), found.customerId(), found.invoiceId(), found.amount(), how, at);
        return List.of(decision, how == LatePaymentResolution.APPLY ? captured(at) : refund(tries, at));
    }

    private ChargeEvent captured(Instant at) {
        var remaining = Stream.ofNullable(asked.shares())
                .flatMap(List::stream)
                .filter(share -> share.invoiceId().equals(found.invoiceId()))
                .map(Share::remaining)
                .findFirst()
                .orElse(asked.remaining());
        return remaining.isZero()
                ? new PaymentCaptured(
                        found.chargeId(),
                        found.partnerId(),
                        found.customerId(),
                        found.invoiceId(),
                        found.amount(),
                        found.method(),
                        found.processorReference(),
                        at,
                        null)
                : new PartialPaymentCaptured(
                        found.chargeId(),
                        found.partnerId(),
                        found.customerId(),
                        found.invoiceId(),
                        found.amount(),
                        remaining,
                        found.method(),
                        found.processorReference(),
                        at,
                        null);
    }

    private RefundRequested refund(long tries, Instant at) {
        return new RefundRequested(
                found.chargeId(),
                found.partnerId(),
                found.customerId(),
                found.invoiceId(),
                RefundId.derived(
                        found.chargeId().value(), "late", found.invoiceId().value(), Long.toString(tries)),
                found.amount(),
                RefundPurpose.LATE_PAYMENT,
                null,
                found.processorReference(),
                at);
    }
}
