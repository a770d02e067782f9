package io.autocharge.payment.policy;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.payment.domain.PlannedCharges;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** Planned charges as a test tells them. */
record KnownPlans(Function<InvoiceId, List<Planned>> plans, LongSupplier upTo) implements PlannedCharges {

    KnownPlans(Function<InvoiceId, List<Planned>> plans) {
        this(plans, () -> Long.MAX_VALUE);
    }

    @Override
    public List<Planned> of(PartnerId partner, InvoiceId invoice) {
        return plans.apply(invoice);
    }

    @Override
    public boolean isUpTo(InvoiceId invoice, long position) {
        return position <= upTo.getAsLong();
    }
}
