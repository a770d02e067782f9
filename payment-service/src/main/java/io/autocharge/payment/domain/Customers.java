package io.autocharge.payment.domain;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import java.util.Optional;

/** What a wallet has to know of the customer whose it is. */
public interface Customers {

    /** The customer, if this partner has it. */
    Optional<Standing> find(PartnerId partner, CustomerId customer);

    /** How business with a customer stands. */
    record Standing(boolean archived) {}
}
