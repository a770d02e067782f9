package io.autocharge.payment.policy;

import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.PaymentMethodId;
import io.autocharge.contracts.payment.RetryDenial;
import io.autocharge.contracts.payment.WalletEvent;
import io.autocharge.contracts.payment.WalletEvent.AutomaticChargesPaused;
import io.autocharge.contracts.payment.WalletEvent.AutomaticChargesResumed;
import io.autocharge.contracts.payment.WalletEvent.DefaultPaymentMethodChosen;
import io.autocharge.contracts.payment.WalletEvent.PaymentMethodStored;
import io.autocharge.contracts.payment.WalletEvent.RetryDenied;
import io.autocharge.contracts.payment.WalletEvent.RetryGranted;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The automatic charges of a customer that failed and are not done with: they wait for their retry, or for another payment
 * method. Told from the wallet's own events, up to one of them, so that the same event always finds the same.
 */
final class FailedCharges {

    /** Denials after which another method may well help. */
    private static final Set<RetryDenial> FOR_WANT_OF_A_METHOD = EnumSet.of(
            RetryDenial.HARD_DECLINE, RetryDenial.CUSTOMER_NEEDED, RetryDenial.METHOD_GONE, RetryDenial.BUDGET_SPENT);

    /**
     * A charge that failed.
     *
     * @param retry the charge that is planned to follow it; absent if none is
     */
    record Failed(ChargeId chargeId, InvoiceId invoiceId, PaymentMethodId methodId, Optional<ChargeId> retry) {}

    private record Debt(InvoiceId invoice, PaymentMethodId method) {}

    /** By the first charge of its chain: of a chain only the last one counts. */
    private final Map<ChargeId, Failed> waiting = new LinkedHashMap<>();

    private final Map<ChargeId, ChargeId> chains = new HashMap<>();
    private final Map<PaymentMethodId, Instant> storedAt = new HashMap<>();
    private final Set<PaymentMethodId> replaced = new HashSet<>();
    private final Set<Debt> tried = new HashSet<>();
    private PaymentMethodId byDefault;
    private boolean paused;
    private List<Failed> takenOver = List.of();
    private Optional<PaymentMethodId> replacedJustNow = Optional.empty();

    private FailedCharges() {}

    /** What had happened in the wallet when {@code last} had. */
    static FailedCharges until(WalletEvent last, List<WalletEvent> wallet) {
        return byNow(wallet.subList(0, wallet.lastIndexOf(last) + 1));
    }

    /** The retries that are planned. */
    List<ChargeId> pendingRetries() {
        return waiting.values().stream()
                .flatMap(failed -> failed.retry().stream())
                .toList();
    }

    /** The retry that is planned for the chain of this charge. */
    Optional<ChargeId> pendingRetryOf(ChargeId charge) {
        return Optional.ofNullable(waiting.get(chain(charge))).flatMap(Failed::retry);
    }

    /** The method whose place the last event has given to another, if it has. */
    Optional<PaymentMethodId> replacedJustNow() {
        return replacedJustNow;
    }

    /** What the new default method takes over, if the last event has chosen one: once, and only what it has not failed. */
    List<Failed> takenOver() {
        return takenOver;
    }

    /** The charge, if it was answered last and waits. */
    Optional<Failed> waiting(ChargeId charge) {
        return Optional.ofNullable(waiting.get(chain(charge)))
                .filter(failed -> failed.chargeId().equals(charge));
    }

    /**
     * The default method, if it came to be one in the place of the failed charge's while that charge was under way,
     * and may take it over.
     */
    Optional<PaymentMethodId> successor(Failed failed, Instant plannedAt) {
        var isNewer = storedAt.getOrDefault(byDefault, Instant.MIN).isAfter(plannedAt);
        return Optional.ofNullable(byDefault)
                .filter(method -> isNewer && replaced.contains(failed.methodId()))
                .filter(method -> mayTakeOver(failed, method));
    }

    /** What had happened in the wallet by now. */
    static FailedCharges byNow(List<WalletEvent> wallet) {
        var failed = new FailedCharges();
        wallet.forEach(failed::take);
        return failed;
    }

    private void take(WalletEvent event) {
        takenOver = List.of();
        replacedJustNow = Optional.empty();
        if (event instanceof PaymentMethodStored stored) {
            storedAt.put(stored.paymentMethodId(), stored.storedAt());
        } else if (event instanceof RetryGranted granted) {
            chains.put(granted.retryId(), chain(granted.chargeId()));
            wait(granted.chargeId(), granted.invoiceId(), granted.paymentMethodId(), Optional.of(granted.retryId()));
        } else if (event instanceof RetryDenied denied) {
            deny(denied);
        } else if (event instanceof DefaultPaymentMethodChosen chosen) {
            choose(chosen);
        } else if (event instanceof AutomaticChargesPaused) {
            paused = true;
        } else if (event instanceof AutomaticChargesResumed) {
            paused = false;
        }
    }

    private void wait(ChargeId charge, InvoiceId invoice, PaymentMethodId method, Optional<ChargeId> retry) {
        waiting.put(chain(charge), new Failed(charge, invoice, method, retry));
        tried.add(new Debt(invoice, method));
    }

    private void deny(RetryDenied denied) {
        if (FOR_WANT_OF_A_METHOD.contains(denied.reason())) {
            wait(denied.chargeId(), denied.invoiceId(), denied.paymentMethodId(), Optional.empty());
        } else {
            waiting.remove(chain(denied.chargeId()));
            tried.add(new Debt(denied.invoiceId(), denied.paymentMethodId()));
        }
    }

    /** If nothing was there to be replaced, it follows the default that was before and was taken off file. */
    private void choose(DefaultPaymentMethodChosen chosen) {
        var before = chosen.replaced() == null ? byDefault : chosen.replaced();
        byDefault = chosen.paymentMethodId();
        if (before != null) {
            replaced.add(before);
            replacedJustNow = Optional.of(before);
            takenOver = waiting.values().stream()
                    .filter(failed -> failed.methodId().equals(before) && mayTakeOver(failed, byDefault))
                    .toList();
            waiting.values().removeAll(takenOver);
        }
    }

    /** A method that has failed for an invoice is tried again by grant alone. */
    private boolean mayTakeOver(Failed failed, PaymentMethodId method) {
        return !paused && !method.equals(failed.methodId()) && !tried.contains(new Debt(failed.invoiceId(), method));
    }

    private ChargeId chain(ChargeId charge) {
        return chains.getOrDefault(charge, charge);
    }
}
