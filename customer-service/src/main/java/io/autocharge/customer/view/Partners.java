package io.autocharge.customer.view;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOptions;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.PartnerEvent.PartnerRegistered;
import io.autocharge.runtime.View;
import io.autocharge.runtime.mongo.Collections;
import java.util.Optional;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;

/** Partners as operators look them up. */
@View
public class Partners {

    private final MongoCollection<PartnerView> partners;

    public Partners(Collections collections) {
        this.partners = collections.of(PartnerView.class, "partners");
    }

    /** The partner, if there is one. */
    public Optional<PartnerView> find(PartnerId partner) {
        return Optional.ofNullable(partners.find(eq(partner.value())).first());
    }

    @EventHandler
    void on(PartnerRegistered event) {
        var partner = new PartnerView(
                event.partnerId(),
                event.name(),
                event.email(),
                event.timeZone(),
                event.cutOffHour(),
                event.registeredAt());
        partners.replaceOne(eq(partner.id().value()), partner, new ReplaceOptions().upsert(true));
    }

    @ResetHandler
    void reset() {
        partners.drop();
    }
}
