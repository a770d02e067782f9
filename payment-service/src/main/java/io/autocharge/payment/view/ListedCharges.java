package io.autocharge.payment.view;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.payment.domain.PlannedCharges;
import io.autocharge.runtime.http.PageRequest;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.stream.Collectors;

/** Planned charges as the list of charges has them. */
@Singleton
class ListedCharges implements PlannedCharges {

    private static final int MOST = 50;
    private static final Set<String> TO_COME = Set.of("scheduled", "deferred");

    private final Charges charges;

    ListedCharges(Charges charges) {
        this.charges = charges;
    }

    @Override
    public Set<ChargeId> of(PartnerId partner, InvoiceId invoice) {
        return charges.list(partner, new Charges.Wanted(invoice, null, null), PageRequest.first(MOST)).data().stream()
                .filter(charge -> TO_COME.contains(charge.status().label()))
                .map(ChargeView::id)
                .collect(Collectors.toSet());
    }
}
