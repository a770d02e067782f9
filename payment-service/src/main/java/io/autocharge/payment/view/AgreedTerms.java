package io.autocharge.payment.view;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CollectionTerms;
import io.autocharge.contracts.customer.PartnerEvent;
import io.autocharge.contracts.customer.PartnerEvent.CollectionTermsAgreed;
import io.autocharge.contracts.customer.PartnerEvent.PartnerRegistered;
import io.autocharge.payment.domain.PartnerTerms;
import io.autocharge.runtime.History;
import jakarta.inject.Singleton;

/** What partners agreed to, as far as it was heard here: told from their own events. */
@Singleton
public class AgreedTerms implements PartnerTerms {

    private final History histories;

    AgreedTerms(History histories) {
        this.histories = histories;
    }

    /** @throws IllegalStateException if nothing was heard of the partner yet, which is no reason to guess its calendar */
    @Override
    public Terms of(PartnerId partner) {
        PartnerRegistered registered = null;
        var collection = CollectionTerms.usual();
        for (var event : histories.of(partner, PartnerEvent.class).toList()) {
            if (event instanceof PartnerRegistered taken) {
                registered = taken;
            } else if (event instanceof CollectionTermsAgreed agreed) {
                collection = agreed.terms();
            }
        }
        if (registered == null) {
            throw new IllegalStateException("Nothing was heard of " + partner + " yet.");
        }
        return new Terms(collection, registered.timeZone(), registered.cutOffHour());
    }
}
