package io.autocharge.payment.view;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerEvent;
import io.autocharge.contracts.customer.CustomerEvent.CustomerArchived;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.payment.domain.Customers;
import io.autocharge.runtime.History;
import io.autocharge.runtime.Soon;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** Customers as far as a wallet has to know them. One that was added a moment ago is waited for. */
@Singleton
public class CustomersOnFile implements Customers {

    private static final Duration MOMENT = Duration.ofSeconds(3);

    private final History histories;

    CustomersOnFile(History histories) {
        this.histories = histories;
    }

    @Override
    public Optional<Standing> find(PartnerId partner, CustomerId customer) {
        return Soon.find(MOMENT, () -> known(partner, customer));
    }

    /** The customer as it is known right now. */
    public Optional<Standing> known(PartnerId partner, CustomerId customer) {
        var history = histories.of(customer, CustomerEvent.class).toList();
        if (history.isEmpty() || !history.get(0).partnerId().equals(partner)) {
            return Optional.empty();
        }
        return Optional.of(new Standing(history.stream().anyMatch(CustomerArchived.class::isInstance)));
    }
}
