package io.autocharge.invoice.view;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import io.autocharge.contracts.Money;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.invoice.CreditEvent;
import io.autocharge.contracts.invoice.CreditEvent.CreditGranted;
import io.autocharge.contracts.invoice.CreditEvent.CreditRefundRequested;
import io.autocharge.contracts.invoice.CreditEvent.CreditRefunded;
import io.autocharge.contracts.invoice.CreditEvent.CreditRestored;
import io.autocharge.contracts.invoice.CreditEvent.CreditSpent;
import io.autocharge.contracts.invoice.CreditEvent.CreditTakenBack;
import io.autocharge.contracts.invoice.CreditId;
import io.autocharge.contracts.payment.RefundId;
import io.autocharge.invoice.view.CreditView.Refund;
import io.autocharge.invoice.view.CreditView.Use;
import io.autocharge.runtime.View;
import io.autocharge.runtime.http.Page;
import io.autocharge.runtime.http.PageRequest;
import io.autocharge.runtime.mongo.Collections;
import io.autocharge.runtime.mongo.Pages;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.bson.conversions.Bson;

/** What customers have paid too much, and what became of it, as partners look it up. */
@View
public class Credits {

    private final MongoCollection<CreditView> credits;

    Credits(Collections collections) {
        credits = collections.of(CreditView.class, "credits");
        index();
    }

    /** The credit, if this partner has it. */
    public Optional<CreditView> find(PartnerId partner, CreditId id) {
        return Optional.ofNullable(credits.find(and(eq("_id", id.value()), eq("partner_id", partner.value())))
                .first());
    }

    /** The partner's credits, the newest first; of one customer if it is given. */
    public Page<CreditView> list(PartnerId partner, CustomerId customer, PageRequest page) {
        var scope = new ArrayList<Bson>();
        scope.add(eq("partner_id", partner.value()));
        if (customer != null) {
            scope.add(eq("customer_id", customer.value()));
        }
        return Pages.find(credits, and(scope), page);
    }

    @EventHandler
    void on(CreditGranted event, TrackingToken token) {
        var fresh = fresh(event, event.amount().zero(), event.grantedAt());
        change(
                event,
                token,
                fresh,
                was -> new CreditView(
                        was.id(),
                        was.partnerId(),
                        was.customerId(),
                        event.invoiceId(),
                        event.chargeId(),
                        event.amount(),
                        was.remaining().plus(event.amount()),
                        was.shortfall(),
                        was.uses(),
                        was.refunds(),
                        event.grantedAt(),
                        position(token)));
    }

    @EventHandler
    void on(CreditSpent event, TrackingToken token) {
        var use = new Use(
                event.creditUseId(),
                event.invoiceId(),
                event.amount(),
                event.amount().zero(),
                event.spentAt());
        change(event, token, null, was -> was.with(CreditView.and(was.uses(), use), was.refunds())
                .with(event.remaining(), position(token)));
    }

    @EventHandler
    void on(CreditRestored event, TrackingToken token) {
        change(event, token, null, was -> {
            var uses = CreditView.changed(
                    was.uses(), use -> use.id().equals(event.creditUseId()), use -> turnedAway(use, event.amount()));
            return was.with(uses, refunds(was, event.refundId(), Refund.Status.FAILED))
                    .with(event.remaining(), position(token));
        });
    }

    @EventHandler
    void on(CreditRefundRequested event, TrackingToken token) {
        var refund = new Refund(event.refundId(), event.amount(), Refund.Status.PENDING, event.requestedAt());
        change(event, token, null, was -> was.with(was.uses(), CreditView.and(was.refunds(), refund))
                .with(event.remaining(), position(token)));
    }

    @EventHandler
    void on(CreditRefunded event, TrackingToken token) {
        change(event, token, null, was -> was.with(was.uses(), refunds(was, event.refundId(), Refund.Status.SUCCEEDED))
                .with(event.remaining(), position(token)));
    }

    @EventHandler
    void on(CreditTakenBack event, TrackingToken token) {
        var fresh = fresh(event, event.amount().zero(), event.takenBackAt());
        change(event, token, fresh, was -> was.shortBy(event.shortfall()).with(event.remaining(), position(token)));
    }

    @ResetHandler
    void reset() {
        credits.drop();
        index();
    }

    /** A credit of nothing, for the event that is the first that is heard of it. */
    private static CreditView fresh(CreditEvent event, Money nothing, Instant at) {
        return new CreditView(
                event.creditId(),
                event.partnerId(),
                event.customerId(),
                null,
                null,
                nothing,
                nothing,
                nothing,
                List.of(),
                List.of(),
                at,
                -1);
    }

    private void change(CreditEvent event, TrackingToken token, CreditView fresh, UnaryOperator<CreditView> change) {
        var stored = credits.find(eq("_id", event.creditId().value())).first();
        var was = stored == null ? fresh : stored;
        if (was.position() >= position(token)) {
            return; // delivered again, and already in
        }
        credits.replaceOne(eq("_id", event.creditId().value()), change.apply(was), new ReplaceOptions().upsert(true));
    }

    private static Use turnedAway(Use use, Money amount) {
        return new Use(use.id(), use.invoiceId(), use.amount(), amount, use.usedAt());
    }

    private static List<Refund> refunds(CreditView was, RefundId id, Refund.Status status) {
        return CreditView.changed(was.refunds(), refund -> refund.id().equals(id), refund -> refund.with(status));
    }

    private static long position(TrackingToken token) {
        return token.position().orElseThrow();
    }

    private void index() {
        credits.createIndex(Indexes.descending("partner_id", "created_at", "_id"));
        credits.createIndex(Indexes.descending("partner_id", "customer_id", "created_at", "_id"));
    }
}
