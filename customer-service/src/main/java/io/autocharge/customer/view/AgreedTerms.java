package io.autocharge.customer.view;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CollectionTerms;
import io.autocharge.contracts.customer.PartnerEvent.CollectionTermsAgreed;
import io.autocharge.runtime.History;
import jakarta.inject.Singleton;

/** By which terms partners' invoices are collected. What was agreed is seen at once: it is told from the partner's own events. */
@Singleton
public class AgreedTerms {

    private final History histories;

    AgreedTerms(History histories) {
        this.histories = histories;
    }

    /** What holds for this partner: what it agreed to last, or the usual terms. */
    public CollectionTerms of(PartnerId partner) {
        return histories
                .of(partner, CollectionTermsAgreed.class)
                .reduce((earlier, later) -> later)
                .map(CollectionTermsAgreed::terms)
                .orElseGet(CollectionTerms::usual);
    }
}
