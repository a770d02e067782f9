package io.autocharge.customer.domain;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;

/**
 * A person who has proved who it is, and for whom it acts.
 *
 * @param person the id of the person: {@code usr_…} of a customer, {@code stf_…} of a partner's staff
 * @param customerId the customer, for a person of one; absent for staff
 */
public record SignedIn(String person, PartnerId partnerId, CustomerId customerId, Role role) {

    public SignedIn {
        if (person == null || partnerId == null || role == null || (role == Role.CUSTOMER) != (customerId != null)) {
            throw new IllegalArgumentException("A person is signed in for a partner or for a customer of one.");
        }
    }
}
