package io.autocharge.payment.view;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.payment.PartnerAccountEvent.AutomaticChargingFrozen;
import io.autocharge.contracts.payment.PartnerAccountEvent.AutomaticChargingUnfrozen;
import io.autocharge.runtime.Position;
import io.autocharge.runtime.View;
import io.autocharge.runtime.mongo.Collections;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;

/** For whom automatic charging is stopped, and why. */
@View
public class StoppedPartners {

    /** A finding that stopped it. */
    public record Reason(String invariant, String finding, Instant frozenAt) {}

    /** A partner with all that stopped it since it was last taken up; with no reason, it runs. */
    public record Stopped(PartnerId id, List<Reason> reasons, long position) {}

    private final MongoCollection<Stopped> partners;

    public StoppedPartners(Collections collections) {
        partners = collections.of(Stopped.class, "stopped_partners");
    }

    /** Why it is stopped for this partner; empty if it is not. */
    public List<Reason> of(PartnerId partner) {
        return known(partner).map(Stopped::reasons).orElse(List.of());
    }

    /** All for whom it is stopped. */
    public List<Stopped> all() {
        return partners.find().sort(Sorts.ascending("_id")).into(new ArrayList<>()).stream()
                .filter(partner -> !partner.reasons().isEmpty())
                .toList();
    }

    @EventHandler
    void on(AutomaticChargingFrozen event, Position position) {
        var reasons = new ArrayList<>(of(event.partnerId()));
        reasons.add(new Reason(event.invariant(), event.finding(), event.frozenAt()));
        put(new Stopped(event.partnerId(), reasons, position.value()));
    }

    @EventHandler
    void on(AutomaticChargingUnfrozen event, Position position) {
        put(new Stopped(event.partnerId(), List.of(), position.value()));
    }

    @ResetHandler
    void reset() {
        partners.drop();
    }

    private Optional<Stopped> known(PartnerId partner) {
        return Optional.ofNullable(partners.find(eq("_id", partner.value())).first());
    }

    private void put(Stopped now) {
        if (known(now.id()).filter(was -> was.position() >= now.position()).isEmpty()) {
            partners.replaceOne(eq("_id", now.id().value()), now, new ReplaceOptions().upsert(true));
        }
    }
}
