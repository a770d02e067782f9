package io.autocharge.payment.view;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.invoice.InvoiceEvent.PaymentApplied;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.payment.domain.AppliedPayments;
import io.autocharge.runtime.History;
import io.quarkus.arc.Unremovable;
import jakarta.inject.Singleton;
import java.util.Optional;

/** What invoices have taken of payments, as their own events tell. */
@Singleton
@Unremovable // a charge's handler asks for it by its type when it is called
public class AppliedToInvoices implements AppliedPayments {

    private final History histories;

    AppliedToInvoices(History histories) {
        this.histories = histories;
    }

    @Override
    public Optional<Money> of(InvoiceId invoice, ChargeId charge) {
        return histories
                .of(invoice, PaymentApplied.class)
                .filter(applied -> applied.chargeId().equals(charge))
                .map(PaymentApplied::amount)
                .reduce(Money::plus);
    }
}
