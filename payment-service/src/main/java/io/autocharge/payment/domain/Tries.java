package io.autocharge.payment.domain;

import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.Method;
import io.autocharge.contracts.payment.PaymentMethodId;
import io.autocharge.contracts.payment.WalletEvent;
import io.autocharge.contracts.payment.WalletEvent.RetryDenied;
import io.autocharge.contracts.payment.WalletEvent.RetryGranted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * When each method of a wallet was, or will be, tried again after a failure, as the wallet's own events tell. A granted
 * retry counts from the moment it is granted, whether or not it comes to it. Any other try counts if the same invoice had
 * failed with the same method before, whoever asked for it.
 */
public final class Tries {

    /** How much of a budget is used. */
    public record Used(int most, int days, int used) {}

    private record Debt(InvoiceId invoice, PaymentMethodId method) {}

    private final Map<PaymentMethodId, List<Instant>> made = new HashMap<>();
    private final Set<ChargeId> granted = new HashSet<>();
    private final Set<Debt> failed = new HashSet<>();

    /** Counts what {@code event} tells. */
    public void take(WalletEvent event) {
        if (event instanceof RetryGranted grant) {
            fail(grant.chargeId(), grant.invoiceId(), grant.paymentMethodId(), grant.grantedAt());
            granted.add(grant.retryId());
            add(grant.paymentMethodId(), grant.retryAt());
        } else if (event instanceof RetryDenied denial) {
            fail(denial.chargeId(), denial.invoiceId(), denial.paymentMethodId(), denial.deniedAt());
        }
    }

    /** How much of each budget of a method is used in the time that ends at {@code now}, or begins there. */
    public List<Used> used(PaymentMethodId method, Method.Kind kind, Instant now) {
        var times = made.getOrDefault(method, List.of());
        return Budget.of(kind).stream()
                .map(budget -> new Used(budget.most(), budget.days(), (int) times.stream()
                        .filter(time -> time.isAfter(now.minus(budget.within())))
                        .filter(time -> time.isBefore(now.plus(budget.within())))
                        .count()))
                .toList();
    }

    /**
     * Whether every budget leaves room for one more try of this method at {@code at}, after the failure of {@code charge}
     * at {@code now}.
     */
    boolean leaveRoom(
            PaymentMethodId method, Method.Kind kind, Instant at, ChargeId charge, InvoiceId invoice, Instant now) {
        var times = new ArrayList<>(made.getOrDefault(method, List.of()));
        if (isRepeat(charge, invoice, method)) {
            times.add(now);
        }
        times.add(at);
        return Budget.of(kind).stream().allMatch(budget -> isKept(budget, times, at));
    }

    /** However one lays the budget's stretch of time over {@code at}; it suffices to begin at each try. */
    private static boolean isKept(Budget budget, List<Instant> times, Instant at) {
        return times.stream()
                .filter(start ->
                        !start.isAfter(at) && start.plus(budget.within()).isAfter(at))
                .allMatch(start -> times.stream()
                                .filter(time -> !time.isBefore(start) && time.isBefore(start.plus(budget.within())))
                                .count()
                        <= budget.most());
    }

    private boolean isRepeat(ChargeId charge, InvoiceId invoice, PaymentMethodId method) {
        return !granted.contains(charge) && failed.contains(new Debt(invoice, method));
    }

    private void fail(ChargeId charge, InvoiceId invoice, PaymentMethodId method, Instant at) {
        if (isRepeat(charge, invoice, method)) {
            add(method, at);
        }
        failed.add(new Debt(invoice, method));
    }

    private void add(PaymentMethodId method, Instant at) {
        made.computeIfAbsent(method, any -> new ArrayList<>()).add(at);
    }
}
