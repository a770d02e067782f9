package io.autocharge.payment.domain;

import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.Method;
import io.autocharge.contracts.payment.RetryDenial;
import io.autocharge.contracts.payment.WalletCommand.RequestRetry;
import io.autocharge.contracts.payment.WalletEvent;
import io.autocharge.contracts.payment.WalletEvent.RetryDenied;
import io.autocharge.contracts.payment.WalletEvent.RetryGranted;
import io.autocharge.payment.domain.Declines.Ruling;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a wallet has said to charges that failed and wanted to be tried again, and what it says to the next one. */
final class Retries {

    /**
     * How the wallet stands when it is asked.
     *
     * @param usable whether the method may be charged at all
     * @param paused whether automatic charges of the customer are paused
     */
    record Standing(Method.Kind kind, boolean usable, boolean paused) {}

    private final Map<ChargeId, RetryGranted> granted = new HashMap<>();
    private final Set<ChargeId> answered = new HashSet<>();
    private final Tries tries = new Tries();

    /** Whether this failure was answered before; the answer stays. */
    boolean hasAnswered(ChargeId failed) {
        return answered.contains(failed);
    }

    void take(RetryGranted event) {
        answered.add(event.chargeId());
        granted.put(event.retryId(), event);
        tries.take(event);
    }

    void take(RetryDenied event) {
        answered.add(event.chargeId());
        tries.take(event);
    }

    /** Grants the retry, or says why not. */
    WalletEvent answer(RequestRetry failed, Standing standing, PartnerTerms.Terms terms, Instant now) {
        var before = Optional.ofNullable(granted.get(failed.chargeId()));
        var attempt = before.map(RetryGranted::attempt).orElse(failed.attempt());
        var first = before.map(RetryGranted::firstFailedAt).orElse(failed.failedAt());
        var denial = denial(failed, standing);
        if (denial.isPresent()) {
            return denied(failed, denial.get(), now);
        }
        var days = days(terms, first, attempt, now);
        if (days.isEmpty()) {
            return denied(failed, RetryDenial.SCHEDULE_ENDED, now);
        }
        return days.stream()
                .filter(day -> hasRoom(failed, standing, first, terms.cutOff(day), now))
                .findFirst()
                .<WalletEvent>map(day -> granted(failed, attempt + 1, first, day, terms.cutOff(day), now))
                .orElseGet(() -> denied(failed, RetryDenial.BUDGET_SPENT, now));
    }

    private static Optional<RetryDenial> denial(RequestRetry failed, Standing standing) {
        if (!failed.automatic()) {
            return Optional.of(RetryDenial.BY_HAND);
        }
        var ruling = Declines.of(standing.kind(), failed.code());
        if (ruling == Ruling.HARD || ruling == Ruling.METHOD_DEAD) {
            return Optional.of(RetryDenial.HARD_DECLINE);
        }
        if (ruling == Ruling.CUSTOMER_NEEDED) {
            return Optional.of(RetryDenial.CUSTOMER_NEEDED);
        }
        if (!standing.usable()) {
            return Optional.of(RetryDenial.METHOD_GONE);
        }
        return standing.paused() ? Optional.of(RetryDenial.PAUSED) : Optional.empty();
    }

    /**
     * On which days it may be tried again, the best first: the day of the schedule for this attempt, counted from the
     * first failure. Banks take days to give something back, so that day may have passed; then it is the next day on
     * which the cut-off hour is still to come. The later days of the schedule are for when a budget of the first is spent.
     */
    private static List<LocalDate> days(PartnerTerms.Terms terms, Instant first, int attempt, Instant now) {
        var schedule = terms.collection().retryDays();
        if (attempt > schedule.size()) {
            return List.of();
        }
        var origin = terms.dateAt(first);
        var today = terms.dateAt(now);
        var next = terms.cutOff(today).isAfter(now) ? today : today.plusDays(1);
        var planned = origin.plusDays(schedule.get(attempt - 1));
        var best = planned.isBefore(next) ? next : planned;
        var later = schedule.stream().skip(attempt).map(origin::plusDays).filter(day -> day.isAfter(best));
        return Stream.concat(Stream.of(best), later).toList();
    }

    private boolean hasRoom(RequestRetry failed, Standing standing, Instant first, Instant at, Instant now) {
        return Budget.of(standing.kind()).stream().noneMatch(budget -> budget.isOver(first, at))
                && tries.leaveRoom(
                        failed.paymentMethodId(), standing.kind(), at, failed.chargeId(), failed.invoiceId(), now);
    }

    private static RetryDenied denied(RequestRetry failed, RetryDenial reason, Instant now) {
        return new RetryDenied(
                failed.walletId(),
                failed.partnerId(),
                failed.customerId(),
                failed.chargeId(),
                failed.invoiceId(),
                failed.paymentMethodId(),
                reason,
                failed.code(),
                now);
    }

    private static RetryGranted granted(
            RequestRetry failed, int attempt, Instant first, LocalDate on, Instant at, Instant now) {
        return new RetryGranted(
                failed.walletId(),
                failed.partnerId(),
                failed.customerId(),
                failed.chargeId(),
                failed.invoiceId(),
                failed.paymentMethodId(),
                ChargeId.derived(failed.chargeId().value(), "retry"),
                attempt,
                failed.amount(),
                on,
                at,
                now,
                first);
    }
}
