package io.autocharge.invoice.domain;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.payment.PaymentMethodId;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** What an invoice has to know of the customer that it is for. */
public interface Customers {

    /** The customer, if this partner has it. */
    Optional<Standing> find(PartnerId partner, CustomerId customer);

    /**
     * How business with a customer stands.
     *
     * @param partnerName the partner's name as it stands on papers
     * @param customerName the customer's name as it stands on papers
     * @param zone the partner's time zone, in which its due dates are
     * @param reachable whether there is someone to whom mail can be sent
     * @param methods what is on file; the default comes first
     */
    record Standing(
            String partnerName,
            String customerName,
            boolean archived,
            boolean reachable,
            ZoneId zone,
            List<PaymentMethodId> methods) {}
}
