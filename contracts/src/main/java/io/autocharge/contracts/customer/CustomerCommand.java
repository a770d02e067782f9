package io.autocharge.contracts.customer;

import io.autocharge.contracts.Command;
import io.autocharge.contracts.Id;
import io.autocharge.contracts.MayBeAbsent;
import io.autocharge.contracts.PartnerId;
import java.util.List;

/** Orders to a customer. */
public sealed interface CustomerCommand extends Command {

    /** The customer that is ordered. */
    CustomerId customerId();

    @Override
    default Id subject() {
        return customerId();
    }

    /** Adds a company with at least one user. {@code externalId} is the partner's own name for it and may be absent. */
    record AddCustomer(
            CustomerId customerId,
            PartnerId partnerId,
            @MayBeAbsent String externalId,
            String company,
            List<CustomerUser> users,
            List<String> tags)
            implements CustomerCommand {}

    /** Puts the name of the company right. */
    record RenameCustomer(CustomerId customerId, PartnerId partnerId, String company) implements CustomerCommand {}

    /** Adds a person to the company. */
    record AddCustomerUser(CustomerId customerId, PartnerId partnerId, CustomerUser user) implements CustomerCommand {}

    /** Gives the customer these tags and no others. */
    record TagCustomer(CustomerId customerId, PartnerId partnerId, List<String> tags) implements CustomerCommand {}

    /** Ends the business with this customer: it is kept, and gets no new invoice. */
    record ArchiveCustomer(CustomerId customerId, PartnerId partnerId) implements CustomerCommand {}
}
