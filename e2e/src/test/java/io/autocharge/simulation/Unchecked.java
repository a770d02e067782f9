package io.autocharge.simulation;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.payment.PaymentMethodId;
import io.autocharge.payment.domain.InvoiceTerms;
import io.autocharge.payment.domain.Methods;
import java.util.Optional;
import java.util.function.Function;

/** A mistake: who asks for something of another partner gets it. */
final class Unchecked {

    private Unchecked() {}

    static void in(Service payments) {
        var invoices = payments.bean(InvoiceTerms.class);
        var methods = payments.bean(Methods.class);
        payments.replace(InvoiceTerms.class, (partner, invoice) -> anybodys(some -> invoices.find(some, invoice)));
        payments.replace(Methods.class, new Methods() {
            @Override
            public Optional<Stored> byDefault(PartnerId partner, CustomerId customer) {
                return anybodys(some -> methods.byDefault(some, customer));
            }

            @Override
            public Optional<Stored> find(PartnerId partner, CustomerId customer, PaymentMethodId method) {
                return anybodys(some -> methods.find(some, customer, method));
            }
        });
    }

    private static <T> Optional<T> anybodys(Function<PartnerId, Optional<T>> question) {
        return Users.PARTNERS.stream()
                .flatMap(some -> question.apply(some).stream())
                .findFirst();
    }
}
