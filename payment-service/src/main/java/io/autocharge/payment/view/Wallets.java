package io.autocharge.payment.view;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.payment.PaymentMethodId;
import io.autocharge.contracts.payment.WalletEvent;
import io.autocharge.contracts.payment.WalletEvent.AutomaticChargesPaused;
import io.autocharge.contracts.payment.WalletEvent.AutomaticChargesResumed;
import io.autocharge.contracts.payment.WalletEvent.DefaultPaymentMethodChosen;
import io.autocharge.contracts.payment.WalletEvent.PaymentMethodDisabled;
import io.autocharge.contracts.payment.WalletEvent.PaymentMethodRemoved;
import io.autocharge.contracts.payment.WalletEvent.PaymentMethodStored;
import io.autocharge.contracts.payment.WalletId;
import io.autocharge.payment.domain.Methods;
import io.autocharge.payment.domain.Tries;
import io.autocharge.runtime.History;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What customers have on file. What was stored is seen at once: it is told from the wallet's own events. */
@Singleton
public class Wallets implements Methods {

    private final History histories;
    private final Clock clock;

    Wallets(History histories, Clock clock) {
        this.histories = histories;
        this.clock = clock;
    }

    @Override
    public Optional<Stored> byDefault(PartnerId partner, CustomerId customer) {
        var wallet = open(partner, customer);
        return Optional.ofNullable(wallet.stored.get(wallet.byDefault)).map(wallet::method);
    }

    @Override
    public Optional<Stored> find(PartnerId partner, CustomerId customer, PaymentMethodId method) {
        var wallet = open(partner, customer);
        return Optional.ofNullable(wallet.stored.get(method)).map(wallet::method);
    }

    /** Why and since when automatic charges of a customer are paused, if they are. */
    public Optional<AutomaticChargesPaused> pause(PartnerId partner, CustomerId customer) {
        return Optional.ofNullable(open(partner, customer).pause);
    }

    /** What is on file, the newest first. */
    public List<StoredMethod> onFile(PartnerId partner, CustomerId customer) {
        var wallet = open(partner, customer);
        var methods = new ArrayList<>(wallet.stored.values().stream()
                .filter(event -> event.onFile() && !wallet.removed.contains(event.paymentMethodId()))
                .map(event -> wallet.shown(event, clock.instant()))
                .toList());
        Collections.reverse(methods);
        return methods;
    }

    private Contents open(PartnerId partner, CustomerId customer) {
        var contents = new Contents();
        histories
                .of(WalletId.of(customer), WalletEvent.class)
                .filter(event -> event.partnerId().equals(partner))
                .forEach(contents::take);
        return contents;
    }

    private static final class Contents {

        private final Map<PaymentMethodId, PaymentMethodStored> stored = new LinkedHashMap<>();
        private final Set<PaymentMethodId> removed = new HashSet<>();
        private final Map<PaymentMethodId, String> disabled = new HashMap<>();
        private final Tries tries = new Tries();
        private PaymentMethodId byDefault;
        private AutomaticChargesPaused pause;

        void take(WalletEvent event) {
            tries.take(event);
            if (event instanceof PaymentMethodStored kept) {
                stored.put(kept.paymentMethodId(), kept);
            } else if (event instanceof DefaultPaymentMethodChosen chosen) {
                byDefault = chosen.paymentMethodId();
            } else if (event instanceof PaymentMethodRemoved gone) {
                removed.add(gone.paymentMethodId());
                byDefault = gone.paymentMethodId().equals(byDefault) ? null : byDefault;
            } else if (event instanceof PaymentMethodDisabled dead) {
                disabled.put(dead.paymentMethodId(), dead.code());
                byDefault = dead.paymentMethodId().equals(byDefault) ? null : byDefault;
            } else if (event instanceof AutomaticChargesPaused paused) {
                pause = paused;
            } else if (event instanceof AutomaticChargesResumed) {
                pause = null;
            }
        }

        StoredMethod shown(PaymentMethodStored event, Instant now) {
            var id = event.paymentMethodId();
            return StoredMethod.of(
                    event,
                    id.equals(byDefault),
                    disabled.get(id),
                    tries.used(id, event.method().kind(), now));
        }

        Stored method(PaymentMethodStored event) {
            return new Stored(
                    event.paymentMethodId(),
                    event.method(),
                    event.processorToken(),
                    event.onFile(),
                    removed.contains(event.paymentMethodId()),
                    disabled.containsKey(event.paymentMethodId()));
        }
    }
}
