package io.autocharge.invoice.domain;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.invoice.InvoiceCommand.RecordDispute;
import io.autocharge.contracts.invoice.InvoiceCommand.RecordDisputeWon;
import io.autocharge.contracts.invoice.InvoiceCommand.RecordRefund;
import io.autocharge.contracts.invoice.InvoiceCommand.RecordReturn;
import io.autocharge.contracts.invoice.InvoiceEvent;
import io.autocharge.contracts.invoice.InvoiceEvent.DisputedPaymentRestored;
import io.autocharge.contracts.invoice.InvoiceEvent.OverpaymentFound;
import io.autocharge.contracts.invoice.InvoiceEvent.OverpaymentTakenBack;
import io.autocharge.contracts.invoice.InvoiceEvent.PaymentApplied;
import io.autocharge.contracts.invoice.InvoiceEvent.PaymentDisputed;
import io.autocharge.contracts.invoice.InvoiceEvent.PaymentRefunded;
import io.autocharge.contracts.invoice.InvoiceEvent.PaymentTakenBack;
import io.autocharge.contracts.invoice.Sums;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.Method;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * The payments of one invoice, each with what was given or taken back of it. From the invoice no more can be taken than it had
 * applied and still has of that charge; what goes beyond was an overpayment, and the customer's credit loses it.
 */
final class Payments {

    private final Money nothing;
    private final Entries entries;
    private final Map<ChargeId, Payment> payments = new HashMap<>();

    Payments(Money nothing, Entries entries) {
        this.nothing = nothing;
        this.entries = entries;
    }

    Payment of(ChargeId charge) {
        return payments.getOrDefault(charge, Payment.unknown(nothing));
    }

    List<InvoiceEvent> decide(RecordRefund fact, Sums sums) {
        var gone = new Gone(fact.chargeId(), fact.refundId().value(), fact.amount(), fact.refundedAt());
        return takenBack(gone, (part, method) -> entries.refunded(fact, part, sums.afterRefund(part), method));
    }

    List<InvoiceEvent> decide(RecordReturn fact, Sums sums) {
        var gone = new Gone(fact.chargeId(), fact.chargeId().value(), fact.amount(), fact.returnedAt());
        return takenBack(gone, (part, method) -> entries.returned(fact, part, sums.afterReturn(part), method));
    }

    List<InvoiceEvent> decide(RecordDispute fact, Sums sums) {
        var gone = new Gone(fact.chargeId(), fact.disputeId().value(), fact.amount(), fact.openedAt());
        return takenBack(gone, (part, method) -> entries.disputed(fact, part, sums.afterDispute(part), method));
    }

    /** Brings back what the dispute had taken, at most what is {@code free}; the rest is an overpayment. */
    List<InvoiceEvent> decide(RecordDisputeWon fact, Sums sums, Money free) {
        var payment = of(fact.chargeId());
        var dispute = fact.disputeId();
        if (!payment.wasTakenBy(dispute.value()) || payment.won().contains(dispute)) {
            return List.of();
        }
        var restored = fact.amount().atMost(payment.withheld(dispute)).atMost(free);
        var excess = fact.amount().minus(restored);
        var events = new ArrayList<InvoiceEvent>();
        if (restored.isPositive()) {
            var after = sums.afterDisputeWon(restored);
            events.add(entries.restored(fact, restored, after, payment.method()));
            if (after.outstanding().isZero()) {
                events.add(entries.paid(fact.wonAt()));
            }
        }
        if (excess.isPositive()) {
            events.add(entries.overpaid(fact.chargeId(), excess, dispute));
        }
        return events;
    }

    private record Gone(ChargeId charge, String taker, Money amount, Instant at) {}

    private List<InvoiceEvent> takenBack(Gone gone, BiFunction<Money, Method, InvoiceEvent> entry) {
        var payment = of(gone.charge());
        if (payment.wasTakenBy(gone.taker())) {
            return List.of(); // told again
        }
        var part = gone.amount().atMost(payment.left());
        var events = new ArrayList<InvoiceEvent>();
        if (part.isPositive()) {
            events.add(entry.apply(part, payment.method()));
        }
        for (var loss : payment.losses(gone.amount().minus(part))) {
            events.add(entries.lost(gone.charge(), gone.taker(), loss, gone.at()));
        }
        return events;
    }

    void evolve(InvoiceEvent event) {
        if (event instanceof PaymentApplied e) {
            put(e.chargeId(), of(e.chargeId()).after(e));
        } else if (event instanceof OverpaymentFound e) {
            put(e.chargeId(), of(e.chargeId()).after(e));
        } else if (event instanceof OverpaymentTakenBack e) {
            put(e.chargeId(), of(e.chargeId()).after(e));
        } else if (event instanceof PaymentRefunded e) {
            put(e.chargeId(), of(e.chargeId()).without(e.amount(), e.refundId().value()));
        } else if (event instanceof PaymentTakenBack e) {
            put(e.chargeId(), of(e.chargeId()).without(e.amount(), e.chargeId().value()));
        } else if (event instanceof PaymentDisputed e) {
            put(e.chargeId(), of(e.chargeId()).without(e.amount(), e.disputeId().value()));
        } else if (event instanceof DisputedPaymentRestored e) {
            put(e.chargeId(), of(e.chargeId()).after(e));
        }
    }

    private void put(ChargeId charge, Payment payment) {
        payments.put(charge, payment);
    }
}
