package io.autocharge.payment.domain;

import io.autocharge.contracts.PartnerId;
import java.util.List;

/** The payment processors that are in use, and which of them moves a partner's money. */
public interface Processors {

    /** Who moves the money of this partner. */
    PaymentProcessor of(PartnerId partner);

    /** All that move anybody's. */
    List<PaymentProcessor> all();

    /** One for everybody. */
    static Processors only(PaymentProcessor one) {
        return new Processors() {
            @Override
            public PaymentProcessor of(PartnerId partner) {
                return one;
            }

            @Override
            public List<PaymentProcessor> all() {
                return List.of(one);
            }
        };
    }
}
