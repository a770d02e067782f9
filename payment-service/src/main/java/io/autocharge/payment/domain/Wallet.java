package io.autocharge.payment.domain;

import static io.autocharge.contracts.payment.WalletRefusal.CUSTOMER_ARCHIVED;
import static io.autocharge.contracts.payment.WalletRefusal.CUSTOMER_UNKNOWN;
import static io.autocharge.contracts.payment.WalletRefusal.PAYMENT_METHOD_ID_ALREADY_USED;
import static io.autocharge.contracts.payment.WalletRefusal.PAYMENT_METHOD_UNKNOWN;
import static io.autocharge.contracts.payment.WalletRefusal.WRONG_WALLET;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.Refused;
import io.autocharge.contracts.payment.PaymentMethodId;
import io.autocharge.contracts.payment.WalletCommand.ChooseDefaultPaymentMethod;
import io.autocharge.contracts.payment.WalletCommand.RemovePaymentMethod;
import io.autocharge.contracts.payment.WalletCommand.StorePaymentMethod;
import io.autocharge.contracts.payment.WalletEvent.DefaultPaymentMethodChosen;
import io.autocharge.contracts.payment.WalletEvent.PaymentMethodRemoved;
import io.autocharge.contracts.payment.WalletEvent.PaymentMethodStored;
import io.autocharge.contracts.payment.WalletId;
import java.time.Clock;
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

/** The payment methods of a customer. While any is on file, exactly one of those is the default. */
public class Wallet {

    @AggregateIdentifier
    private WalletId id;

    /** In the order in which they came; methods are never edited, only replaced. */
    private final Map<PaymentMethodId, PaymentMethodStored> stored = new LinkedHashMap<>();

    private final Set<PaymentMethodId> removed = new HashSet<>();
    private PaymentMethodId byDefault;

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
            stored.values().stream()
                    .filter(other -> other.onFile() && !removed.contains(other.paymentMethodId()))
                    .reduce((older, newer) -> newer)
                    .ifPresent(newest -> apply(new DefaultPaymentMethodChosen(
                            id, command.partnerId(), customer, newest.paymentMethodId(), method)));
        }
    }

    private void choose(PaymentMethodId method) {
        var chosen = stored.get(method);
        apply(new DefaultPaymentMethodChosen(id, chosen.partnerId(), chosen.customerId(), method, byDefault));
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
        stored.put(event.paymentMethodId(), event);
    }

    @EventSourcingHandler
    void evolve(DefaultPaymentMethodChosen event) {
        byDefault = event.paymentMethodId();
    }

    @EventSourcingHandler
    void evolve(PaymentMethodRemoved event) {
        removed.add(event.paymentMethodId());
        if (event.paymentMethodId().equals(byDefault)) {
            byDefault = null;
        }
    }
}
