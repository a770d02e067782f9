package io.autocharge.payment.domain;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.PaymentMethodId;
import java.util.List;

/** Which planned charges name a payment method. It proposes and decides nothing: the charge knows how it stands. */
public interface ChargesByMethod {

    /** Those of a customer that are to be made with this method; a retry is not among them. */
    List<ChargeId> planned(PartnerId partner, CustomerId customer, PaymentMethodId method);
}
