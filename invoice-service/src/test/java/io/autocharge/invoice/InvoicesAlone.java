package io.autocharge.invoice;

import io.autocharge.contracts.Context;
import io.autocharge.invoice.domain.Customers;
import io.autocharge.invoice.domain.Invoice;
import io.autocharge.runtime.ServiceModule;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Invoices that decide, and nothing around them. */
public final class InvoicesAlone implements ServiceModule {

    /** Whoever is asked for is a customer in good standing. */
    public static final Customers ANYBODY = (partner, customer) ->
            Optional.of(new Customers.Standing("Northwind IT", "Acme Bakery", false, true, ZoneOffset.UTC, List.of()));

    @Override
    public Context context() {
        return Context.INVOICE;
    }

    @Override
    public List<Class<?>> aggregates() {
        return List.of(Invoice.class);
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
