package io.autocharge.payment;

import io.autocharge.contracts.Context;
import io.autocharge.contracts.Money;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.payment.Method;
import io.autocharge.contracts.payment.PaymentMethodId;
import io.autocharge.payment.domain.AppliedPayments;
import io.autocharge.payment.domain.AutomaticCharging;
import io.autocharge.payment.domain.Charge;
import io.autocharge.payment.domain.InvoiceTerms;
import io.autocharge.payment.domain.Methods;
import io.autocharge.runtime.ServiceModule;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Charges that decide, and nothing around them: one customer, whose card is on file, and invoices over 100 dollars. */
final class ChargesAlone implements ServiceModule {

    static final CustomerId CUSTOMER = CustomerId.derived("Fabrikam");
    static final Money WHOLE = Money.of(100_00, "USD");

    static final InvoiceTerms INVOICES = (partner, invoice) -> Optional.of(new InvoiceTerms.Terms(
            CUSTOMER, WHOLE, false, LocalDate.now(ZoneOffset.UTC).plusDays(30), ZoneOffset.UTC, 9, Instant.EPOCH));

    /** Each invoice has taken the whole payment. */
    static final AppliedPayments APPLIED = (invoice, charge) -> Optional.of(WHOLE);

    static final Methods ONE_CARD = new Methods() {

        private final Optional<Stored> card = Optional.of(new Stored(
                PaymentMethodId.derived(CUSTOMER.value(), "card"),
                new Method(Method.Kind.CARD, "visa", null, "4242", 12, 2034, null),
                "tok_visa",
                true,
                false));

        @Override
        public Optional<Stored> byDefault(PartnerId partner, CustomerId customer) {
            return card;
        }

        @Override
        public Optional<Stored> find(PartnerId partner, CustomerId customer, PaymentMethodId method) {
            return card;
        }
    };

    static final AutomaticCharging ALWAYS = new AutomaticCharging() {
        @Override
        public boolean frozen(PartnerId partner) {
            return false;
        }

        @Override
        public boolean paused(PartnerId partner, CustomerId customer) {
            return false;
        }
    };

    @Override
    public Context context() {
        return Context.PAYMENT;
    }

    @Override
    public List<Class<?>> aggregates() {
        return List.of(Charge.class);
    }

    @Override
    public List<Object> policies() {
        return List.of();
    }

    @Override
    public List<Object> views() {
        return List.of();
    }
}
