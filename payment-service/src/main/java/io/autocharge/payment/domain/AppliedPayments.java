package io.autocharge.payment.domain;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.payment.ChargeId;
import java.util.Optional;

/** How much of a payment its invoice has taken; what it could not take is a credit. */
public interface AppliedPayments {

    /** What this invoice has taken of this charge; nothing if it was not heard to have taken any. */
    Optional<Money> of(InvoiceId invoice, ChargeId charge);
}
