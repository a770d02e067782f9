package io.autocharge.contracts.customer;

import io.autocharge.contracts.Event;
import io.autocharge.contracts.Id;
import io.autocharge.contracts.MayBeAbsent;
import io.autocharge.contracts.PartnerId;
import java.time.Instant;
import java.util.List;

/** The life of a customer, as published on {@code customer.events}. */
public sealed interface CustomerEvent extends Event {

    /** The customer that it happened to. */
    CustomerId customerId();

    @Override
    default Id subject() {
        return customerId();
    }

    /** A partner has a new customer. */
    record CustomerAdded(
            CustomerId customerId,
            PartnerId partnerId,
            @MayBeAbsent String externalId,
            String company,
            List<CustomerUser> users,
            List<String> tags,
            Instant addedAt)
            implements CustomerEvent {}

    /** The company's name was put right. */
    record CustomerRenamed(CustomerId customerId, PartnerId partnerId, String company) implements CustomerEvent {}

    /** A person was added to the company. */
    record CustomerUserAdded(CustomerId customerId, PartnerId partnerId, CustomerUser user) implements CustomerEvent {}

    /** The customer has these tags from now on. */
    record CustomerTagged(CustomerId customerId, PartnerId partnerId, List<String> tags) implements CustomerEvent {}

    /** The business with this customer has ended. */
    record CustomerArchived(CustomerId customerId, PartnerId partnerId, Instant archivedAt) implements CustomerEvent {}
}
