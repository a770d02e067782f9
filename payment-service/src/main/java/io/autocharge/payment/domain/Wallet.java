package io.autocharge.payment.domain;

import static io.autocharge.contracts.payment.WalletRefusal.CUSTOMER_ARCHIVED;
import static io.autocharge.contracts.payment.WalletRefusal.CUSTOMER_UNKNOWN;
import static io.autocharge.contracts.payment.WalletRefusal.PAYMENT_METHOD_DISABLED;
import static io.autocharge.contracts.payment.WalletRefusal.PAYMENT_METHOD_ID_ALREADY_USED;
import static io.autocharge.contracts.payment.WalletRefusal.PAYMENT_METHOD_UNKNOWN;
import static io.autocharge.contracts.payment.WalletRefusal.WRONG_WALLET;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.Refused;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.payment.PaymentMethodId;
import io.autocharge.contracts.payment.WalletCommand.ChooseDefaultPaymentMethod;
import io.autocharge.contracts.payment.WalletCommand.PauseAutomaticCharges;
import io.autocharge.contracts.payment.WalletCommand.RemovePaymentMethod;
import io.autocharge.contracts.payment.WalletCommand.RequestRetry;
import io.autocharge.contracts.payment.WalletCommand.ResumeAutomaticCharges;
import io.autocharge.contracts.payment.WalletCommand.StorePaymentMethod;
import io.autocharge.contracts.payment.WalletEvent.AutomaticChargesPaused;
import io.autocharge.contracts.payment.WalletEvent.AutomaticChargesResumed;
import io.autocharge.contracts.payment.WalletEvent.DefaultPaymentMethodChosen;
import io.autocharge.contracts.payment.WalletEvent.PaymentMethodDisabled;
import io.autocharge.contracts.payment.WalletEvent.PaymentMethodRemoved;
import io.autocharge.contracts.payment.WalletEvent.PaymentMethodStored;
import io.autocharge.contracts.payment.WalletEvent.RetryDenied;
import io.autocharge.contracts.payment.WalletEvent.RetryGranted;
import io.autocharge.contracts.payment.WalletId;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;

/**
 * The payment methods of a customer. While any that can be charged is on file, exactly one of those is the default. It sees
 * all tries of all charges with them, so it is here that a retry is granted, and no two can spend the same budget.
 */
public class Wallet {

    @AggregateIdentifier
    private WalletId id;

    /** In the order in which they came; methods are never edited, only replaced. */
    private final Map<PaymentMethodId, PaymentMethodStored> stored = new LinkedHashMap<>();

    private final Set<PaymentMethodId> removed = new HashSet<>();
    /** What the card network or bank has closed for good. */
    private final Set<PaymentMethodId> disabled = new HashSet<>();

    private final Retries retries = new Retries();
    private PaymentMethodId byDefault;

    /** The default that was disabled while there was no other, until there is one. */
    private PaymentMethodId vacated;

    private PartnerId owner;
    private boolean paused;

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(StorePaymentMethod command, Clock clock, Customers customers) {
        WRONG_WALLET.when(!command.walletId().equals(WalletId.of(command.customerId())));
        var known = stored.get(command.paymentMethodId());
        if (known != null) {
            PAYMENT_METHOD_ID_ALREADY_USED.when(!same(known, command));
            return; // the same request delivered twice is still one method
        }
        var standing = customers
                .find(command.partnerId(), command.customerId())
                .orElseThrow(() -> new Refused(CUSTOMER_UNKNOWN));
        CUSTOMER_ARCHIVED.when(command.onFile() && standing.archived()); // but its open invoices may still be paid
        apply(new PaymentMethodStored(
                command.walletId(),
                command.partnerId(),
                command.customerId(),
                command.paymentMethodId(),
                command.method(),
                command.processorToken(),
                command.onFile(),
                clock.instant()));
        if (command.onFile() && (byDefault == null || command.asDefault())) {
            choose(command.paymentMethodId());
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(ChooseDefaultPaymentMethod command) {
        var method = command.paymentMethodId();
        PAYMENT_METHOD_UNKNOWN.when(!isKept(method, command.partnerId()) || removed.contains(method));
        PAYMENT_METHOD_DISABLED.when(disabled.contains(method));
        if (!method.equals(byDefault)) {
            choose(method);
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(RemovePaymentMethod command, Clock clock) {
        var method = command.paymentMethodId();
        PAYMENT_METHOD_UNKNOWN.when(!isKept(method, command.partnerId()));
        if (removed.contains(method)) {
            return;
        }
        var wasDefault = method.equals(byDefault);
        var customer = stored.get(method).customerId();
        apply(new PaymentMethodRemoved(id, command.partnerId(), customer, method, clock.instant()));
        if (wasDefault) {
            chooseAnotherThan(stored.get(method));
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(RequestRetry command, Clock clock, PartnerTerms terms) {
        var method = stored.get(command.paymentMethodId());
        PAYMENT_METHOD_UNKNOWN.when(method == null || !method.partnerId().equals(command.partnerId()));
        var now = clock.instant();
        if (!retries.hasAnswered(command.chargeId())) {
            var standing = new Retries.Standing(method.method().kind(), isUsable(method), paused);
            apply(retries.answer(command, standing, terms.of(command.partnerId()), now));
        }
        var ruling = Declines.of(method.method().kind(), command.code());
        if (ruling == Declines.Ruling.METHOD_DEAD && isAlive(method)) {
            disable(method, command, now);
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(PauseAutomaticCharges command, Clock clock, Customers customers) {
        WRONG_WALLET.when(!command.walletId().equals(WalletId.of(command.customerId())));
        CUSTOMER_UNKNOWN.when(!belongsTo(command.partnerId(), command.customerId(), customers));
        if (!paused) {
            apply(new AutomaticChargesPaused(
                    command.walletId(),
                    command.partnerId(),
                    command.customerId(),
                    command.reason(),
                    command.about(),
                    clock.instant()));
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(ResumeAutomaticCharges command, Clock clock, Customers customers) {
        CUSTOMER_UNKNOWN.when(!belongsTo(command.partnerId(), command.customerId(), customers));
        if (paused) {
            apply(new AutomaticChargesResumed(id, command.partnerId(), command.customerId(), clock.instant()));
        }
    }

    /** Nothing is charged to it any more; it stays on file so that people see why. */
    private void disable(PaymentMethodStored method, RequestRetry failed, Instant now) {
        var wasDefault = method.paymentMethodId().equals(byDefault);
        apply(new PaymentMethodDisabled(
                id,
                method.partnerId(),
                method.customerId(),
                method.paymentMethodId(),
                failed.chargeId(),
                failed.code(),
                now));
        if (wasDefault) {
            chooseAnotherThan(method);
        }
    }

    private void chooseAnotherThan(PaymentMethodStored replaced) {
        stored.values().stream()
                .filter(other -> other.onFile() && isUsable(other))
                .reduce((older, newer) -> newer)
                .ifPresent(newest -> apply(new DefaultPaymentMethodChosen(
                        id,
                        replaced.partnerId(),
                        replaced.customerId(),
                        newest.paymentMethodId(),
                        replaced.paymentMethodId())));
    }

    private void choose(PaymentMethodId method) {
        var chosen = stored.get(method);
        var replaced = byDefault == null ? vacated : byDefault;
        apply(new DefaultPaymentMethodChosen(id, chosen.partnerId(), chosen.customerId(), method, replaced));
    }

    /** One that pays once is spent by then, and has no part in what comes. */
    private boolean isAlive(PaymentMethodStored method) {
        return method.onFile() && isUsable(method);
    }

    private boolean isUsable(PaymentMethodStored method) {
        return !removed.contains(method.paymentMethodId()) && !disabled.contains(method.paymentMethodId());
    }

    private boolean belongsTo(PartnerId partner, CustomerId customer, Customers customers) {
        return id == null
                ? customers.find(partner, customer).isPresent()
                : id.equals(WalletId.of(customer)) && owner.equals(partner);
    }

    private boolean isKept(PaymentMethodId method, PartnerId partner) {
        var known = stored.get(method);
        return known != null && known.onFile() && known.partnerId().equals(partner);
    }

    private static boolean same(PaymentMethodStored known, StorePaymentMethod command) {
        return known.partnerId().equals(command.partnerId())
                && known.method().equals(command.method())
                && Objects.equals(known.processorToken(), command.processorToken())
                && known.onFile() == command.onFile();
    }

    @EventSourcingHandler
    void evolve(PaymentMethodStored event) {
        id = event.walletId();
        owner = event.partnerId();
        stored.put(event.paymentMethodId(), event);
    }

    @EventSourcingHandler
    void evolve(DefaultPaymentMethodChosen event) {
        byDefault = event.paymentMethodId();
        vacated = null;
    }

    @EventSourcingHandler
    void evolve(PaymentMethodRemoved event) {
        removed.add(event.paymentMethodId());
        if (event.paymentMethodId().equals(byDefault)) {
            byDefault = null;
        }
    }

    @EventSourcingHandler
    void evolve(PaymentMethodDisabled event) {
        disabled.add(event.paymentMethodId());
        if (event.paymentMethodId().equals(byDefault)) {
            vacated = byDefault;
            byDefault = null;
        }
    }

    @EventSourcingHandler
    void evolve(RetryGranted event) {
        retries.take(event);
    }

    @EventSourcingHandler
    void evolve(RetryDenied event) {
        retries.take(event);
    }

    @EventSourcingHandler
    void evolve(AutomaticChargesPaused event) {
        id = event.walletId();
        owner = event.partnerId();
        paused = true;
    }

    @EventSourcingHandler
    void evolve(AutomaticChargesResumed event) {
        paused = false;
    }
}
