package io.autocharge.payment.view;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.payment.ChargeEvent.RefundFailed;
import io.autocharge.contracts.payment.ChargeEvent.RefundRequested;
import io.autocharge.contracts.payment.ChargeEvent.RefundSucceeded;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.RefundId;
import io.autocharge.payment.view.RefundView.Status;
import io.autocharge.runtime.Position;
import io.autocharge.runtime.View;
import io.autocharge.runtime.http.Page;
import io.autocharge.runtime.http.PageRequest;
import io.autocharge.runtime.mongo.Collections;
import io.autocharge.runtime.mongo.Pages;
import java.util.Optional;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;

/** Refunds as partners look them up. */
@View
public class Refunds {

    private final MongoCollection<RefundView> refunds;

    public Refunds(Collections collections) {
        refunds = collections.of(RefundView.class, "refunds");
        index();
    }

    /** The refund, if it is this partner's. */
    public Optional<RefundView> find(PartnerId partner, RefundId id) {
        return Optional.ofNullable(refunds.find(and(eq("_id", id.value()), eq("partner_id", partner.value())))
                .first());
    }

    /** A page of the partner's refunds, newest first; of one charge, if it is given. */
    public Page<RefundView> list(PartnerId partner, ChargeId charge, PageRequest page) {
        var scope = eq("partner_id", partner.value());
        return Pages.find(refunds, charge == null ? scope : and(scope, eq("charge_id", charge.value())), page);
    }

    @EventHandler
    void on(RefundRequested event, Position position) {
        put(RefundView.of(event, position.value()));
    }

    @EventHandler
    void on(RefundSucceeded event, Position position) {
        known(event.refundId())
                .ifPresent(was -> put(was.ended(
                        Status.SUCCEEDED, null, event.processorReference(), event.refundedAt(), position.value())));
    }

    @EventHandler
    void on(RefundFailed event, Position position) {
        put(known(event.refundId())
                .map(was -> was.ended(Status.FAILED, event.code(), null, event.failedAt(), position.value()))
                .orElseGet(() -> RefundView.of(event, position.value())));
    }

    @ResetHandler
    void reset() {
        refunds.drop();
        index();
    }

    private Optional<RefundView> known(RefundId id) {
        return Optional.ofNullable(refunds.find(eq("_id", id.value())).first());
    }

    private void put(RefundView refund) {
        var was = known(refund.id());
        if (was.isEmpty() || was.get().position() < refund.position()) {
            refunds.replaceOne(eq("_id", refund.id().value()), refund, new ReplaceOptions().upsert(true));
        }
    }

    private void index() {
        refunds.createIndex(Indexes.descending("partner_id", "created_at", "_id"));
        refunds.createIndex(Indexes.descending("partner_id", "charge_id", "created_at", "_id"));
    }
}
