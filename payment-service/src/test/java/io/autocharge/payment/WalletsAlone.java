package io.autocharge.payment;

import io.autocharge.contracts.Context;
import io.autocharge.contracts.customer.CollectionTerms;
import io.autocharge.payment.domain.Customers;
import io.autocharge.payment.domain.PartnerTerms;
import io.autocharge.payment.domain.Wallet;
import io.autocharge.runtime.ServiceModule;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Wallets that decide, and nothing around them. */
public final class WalletsAlone implements ServiceModule {

    /** Whoever is asked for is a customer in good standing. */
    public static final Customers ANYBODY = (partner, customer) -> Optional.of(new Customers.Standing(false));

    /** Every partner has the usual terms, and its dates fall due at nine in Greenwich. */
    public static final PartnerTerms USUAL =
            partner -> new PartnerTerms.Terms(CollectionTerms.usual(), ZoneOffset.UTC, 9);

    @Override
    public Context context() {
        return Context.PAYMENT;
    }

    @Override
    public List<Class<?>> aggregates() {
        return List.of(Wallet.class);
    }

    @Override
    public List<Object> policies() {
        return List.of();
    }

    @Override
    public List<Object> views() {
        return List.of();
    }
}
