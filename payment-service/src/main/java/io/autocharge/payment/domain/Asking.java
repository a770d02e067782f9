package io.autocharge.payment.domain;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.payment.Allocation;
import io.autocharge.contracts.payment.ChargeEvent;
import io.autocharge.contracts.payment.ChargeEvent.BalanceRequested;
import io.autocharge.contracts.payment.ChargeEvent.ChargeDeferred;
import io.autocharge.contracts.payment.ChargeEvent.ChargeScheduled;
import io.autocharge.contracts.payment.ChargeEvent.ChargeSubmitted;
import io.autocharge.contracts.payment.Method;
import io.autocharge.contracts.payment.PaymentMethodId;
import io.autocharge.contracts.payment.Share;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How a charge asks for its reservations: one invoice after another in the order of their ids, so that whoever was asked
 * before has surely answered, and is given back if a later one refuses.
 */
final class Asking {

    private static final Duration SHORTEST_WAIT = Duration.ofHours(1);
    private static final Duration LONGEST_WAIT = Duration.ofHours(24);

    private final ChargeScheduled plan;
    private final BalanceRequested request;

    Asking(ChargeScheduled plan, BalanceRequested request) {
        this.plan = plan;
        this.request = request;
    }

    /** The first question of a round. */
    static BalanceRequested first(ChargeScheduled plan, Money amount, Methods.Stored method, int round) {
        var parts = parts(plan);
        var first = parts.isEmpty() ? plan.invoiceId() : parts.get(0).invoiceId();
        var sum = parts.isEmpty() ? amount : parts.get(0).amount();
        var upTo = Plan.canWait(plan) && sum != null && !Plan.isExact(plan, method.method()) ? true : null;
        return question(plan, first, sum, method.id(), method.method(), upTo, round == 1 ? null : round, null);
    }

    /** Whether it is this question that was answered, and not one of a round that is over. */
    boolean isFor(InvoiceId invoice, Integer answered) {
        return (invoice == null || invoice.equals(request.invoiceId())) && round(answered) == round(request.round());
    }

    /** What follows when the invoice has reserved: the next question, or the submission. */
    ChargeEvent reserved(Money amount, Money remaining, Instant now) {
        var shares = new ArrayList<>(request.reserved() == null ? List.<Share>of() : request.reserved());
        shares.add(new Share(request.invoiceId(), amount, remaining));
        var parts = parts(plan);
        if (shares.size() < parts.size()) {
            var next = parts.get(shares.size());
            return question(
                    plan,
                    next.invoiceId(),
                    next.amount(),
                    request.paymentMethodId(),
                    request.method(),
                    null,
                    request.round(),
                    List.copyOf(shares));
        }
        return new ChargeSubmitted(
                plan.chargeId(),
                plan.partnerId(),
                plan.customerId(),
                plan.invoiceId(),
                shares.stream().map(Share::amount).reduce(Money::plus).orElseThrow(),
                shares.stream().map(Share::remaining).reduce(Money::plus).orElseThrow(),
                request.paymentMethodId(),
                request.method(),
                now,
                parts.isEmpty() ? null : List.copyOf(shares));
    }

    /** What follows when the invoice has refused: the charge waits if it can, or ends and gives back what it holds. */
    List<ChargeEvent> refused(String reason, Money amount, Instant now) {
        if (reason.equals("PAYMENT_IN_FLIGHT") && Plan.canWait(plan)) {
            return List.of(deferred(plan, amount, reason, round(request.round()), now));
        }
        var ends = new ArrayList<ChargeEvent>();
        ends.add(Plan.refused(plan, request.invoiceId(), reason, now));
        if (request.reserved() != null) {
            request.reserved().forEach(share -> ends.add(Plan.refused(plan, share.invoiceId(), reason, now)));
        }
        return ends;
    }

    /** It waits and asks again, at the latest after a pause that grows from an hour to a day. */
    static ChargeDeferred deferred(ChargeScheduled plan, Money amount, String reason, int round, Instant now) {
        var pause = SHORTEST_WAIT.multipliedBy(1L << Math.min(round - 1, 5));
        return new ChargeDeferred(
                plan.chargeId(),
                plan.partnerId(),
                plan.customerId(),
                plan.invoiceId(),
                amount,
                reason,
                round,
                now.plus(pause.compareTo(LONGEST_WAIT) < 0 ? pause : LONGEST_WAIT),
                now);
    }

    private static BalanceRequested question(
            ChargeScheduled plan,
            InvoiceId invoice,
            Money amount,
            PaymentMethodId methodId,
            Method method,
            Boolean upTo,
            Integer round,
            List<Share> reserved) {
        return new BalanceRequested(
                plan.chargeId(),
                plan.partnerId(),
                plan.customerId(),
                invoice,
                amount,
                methodId,
                method,
                upTo,
                round,
                reserved);
    }

    private static List<Allocation> parts(ChargeScheduled plan) {
        return plan.allocations() == null
                ? List.of()
                : plan.allocations().stream()
                        .sorted(Comparator.comparing(part -> part.invoiceId().value()))
                        .toList();
    }

    private static int round(Integer said) {
        return said == null ? 1 : said;
    }
}
