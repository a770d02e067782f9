package io.autocharge.payment.view;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.payment.Cancellation;
import io.autocharge.contracts.payment.ChargeEvent.BalanceRequested;
import io.autocharge.contracts.payment.ChargeEvent.ChargeCanceled;
import io.autocharge.contracts.payment.ChargeEvent.ChargeDeclined;
import io.autocharge.contracts.payment.ChargeEvent.ChargeDeferred;
import io.autocharge.contracts.payment.ChargeEvent.ChargeOutcomeUnknown;
import io.autocharge.contracts.payment.ChargeEvent.ChargeRefused;
import io.autocharge.contracts.payment.ChargeEvent.ChargeScheduled;
import io.autocharge.contracts.payment.ChargeEvent.ChargeShrunk;
import io.autocharge.contracts.payment.ChargeEvent.ChargeSubmitted;
import io.autocharge.contracts.payment.ChargeEvent.DisputeOpened;
import io.autocharge.contracts.payment.ChargeEvent.DisputeWon;
import io.autocharge.contracts.payment.ChargeEvent.PartialPaymentCaptured;
import io.autocharge.contracts.payment.ChargeEvent.PaymentCaptured;
import io.autocharge.contracts.payment.ChargeEvent.PaymentMethodSwitched;
import io.autocharge.contracts.payment.ChargeEvent.PaymentPending;
import io.autocharge.contracts.payment.ChargeEvent.PaymentReturned;
import io.autocharge.contracts.payment.ChargeEvent.RefundSucceeded;
import io.autocharge.contracts.payment.ChargeEvent.SettledPaymentReturned;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.Origin;
import io.autocharge.contracts.payment.PaymentMethodId;
import io.autocharge.contracts.payment.RetryDenial;
import io.autocharge.contracts.payment.WalletEvent.RetryDenied;
import io.autocharge.contracts.payment.WalletEvent.RetryGranted;
import io.autocharge.payment.domain.ChargesByMethod;
import io.autocharge.payment.view.ChargeView.NextTry;
import io.autocharge.payment.view.ChargeView.Status;
import io.autocharge.runtime.Position;
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
import org.axonframework.eventhandling.Timestamp;
import org.bson.conversions.Bson;

/** Charges as partners look them up. */
@View
public class Charges implements ChargesByMethod {

    /** Which charges are wanted; what is absent does not matter. */
    public record Wanted(InvoiceId invoiceId, CustomerId customerId, Status status) {}

    private final MongoCollection<ChargeView> charges;

    public Charges(Collections collections) {
        charges = collections.of(ChargeView.class, "charges");
        index();
    }

    /** The charge, if it is this partner's. */
    public Optional<ChargeView> find(PartnerId partner, ChargeId id) {
        return Optional.ofNullable(charges.find(and(eq("_id", id.value()), eq("partner_id", partner.value())))
                .first());
    }

    /** A charge that was planned a moment ago, as it will be found here as soon as this is up to date. */
    public static ChargeView justPlanned(ChargeScheduled event) {
        return ChargeView.of(event, 0);
    }

    /** A page of the partner's charges, newest first. */
    public Page<ChargeView> list(PartnerId partner, Wanted wanted, PageRequest page) {
        var scope = new ArrayList<Bson>();
        scope.add(eq("partner_id", partner.value()));
        if (wanted.invoiceId() != null) {
            scope.add(eq("invoice_id", wanted.invoiceId().value()));
        }
        if (wanted.customerId() != null) {
            scope.add(eq("customer_id", wanted.customerId().value()));
        }
        if (wanted.status() != null) {
            scope.add(eq("status", wanted.status().label()));
        }
        return Pages.find(charges, and(scope), page);
    }

    @Override
    public List<ChargeId> planned(PartnerId partner, CustomerId customer, PaymentMethodId method) {
        var found = new ArrayList<ChargeId>();
        for (var charge : charges.find(and(
                eq("partner_id", partner.value()),
                eq("customer_id", customer.value()),
                eq("payment_method_id", method.value()),
                in("status", Status.SCHEDULED.label(), Status.REQUESTED.label())))) {
            if (charge.origin() != Origin.RETRY) {
                found.add(charge.id());
            }
        }
        return found;
    }

    @EventHandler
    void on(ChargeScheduled event, Position position) {
        put(ChargeView.of(event, position.value()));
        if (event.cause() != null && event.cause().retryOf() != null) {
            var next = new NextTry(event.chargeAt(), event.chargeId());
            change(event.cause().retryOf(), position, was -> was.tried(next, null, position.value()));
        }
    }

    @EventHandler
    void on(RetryGranted event, Position position) {
        var next = new NextTry(event.retryAt(), event.retryId());
        change(event.chargeId(), position, was -> was.tried(next, null, position.value()));
    }

    @EventHandler
    void on(RetryDenied event, Position position) {
        change(event.chargeId(), position, was -> was.tried(null, event.reason(), position.value()));
    }

    @EventHandler
    void on(ChargeCanceled event, Position position) {
        notTried(event.chargeId(), event.reason() == Cancellation.PAUSED ? RetryDenial.PAUSED : null, position);
        var reason = event.reason() == null ? null : event.reason().name();
        become(event.chargeId(), Status.CANCELED, reason, event.canceledAt(), position);
    }

    /** It is planned again, and shows what it waits for. */
    @EventHandler
    void on(ChargeDeferred event, Position position) {
        become(event.chargeId(), Status.SCHEDULED, event.reason(), event.deferredAt(), position);
    }

    @EventHandler
    void on(ChargeShrunk event, Position position) {
        change(event.chargeId(), position, was -> was.charging(
                        event.to(), was.remaining(), was.paymentMethodId(), was.method())
                .now(was.status(), was.reason(), event.shrunkAt(), position.value()));
    }

    @EventHandler
    void on(PaymentMethodSwitched event, Position position) {
        change(event.chargeId(), position, was -> was.charging(was.amount(), was.remaining(), event.to(), null)
                .now(was.status(), was.reason(), event.switchedAt(), position.value()));
    }

    @EventHandler
    void on(BalanceRequested event, @Timestamp Instant at, Position position) {
        change(event.chargeId(), position, was -> was.charging(
                        was.amount(), null, event.paymentMethodId(), event.method())
                .now(Status.REQUESTED, null, at, position.value()));
    }

    @EventHandler
    void on(ChargeRefused event, Position position) {
        notTried(event.chargeId(), null, position);
        if (charges.find(eq("_id", event.chargeId().value())).first() == null) {
            put(ChargeView.of(event, position.value()));
        }
        become(event.chargeId(), Status.REFUSED, event.reason(), event.refusedAt(), position);
    }

    @EventHandler
    void on(ChargeSubmitted event, Position position) {
        change(event.chargeId(), position, was -> was.charging(
                        event.amount(), event.remaining(), event.paymentMethodId(), event.method())
                .now(Status.SUBMITTED, null, event.submittedAt(), position.value()));
    }

    @EventHandler
    void on(ChargeOutcomeUnknown event, Position position) {
        become(event.chargeId(), Status.UNKNOWN, null, event.unknownSince(), position);
    }

    @EventHandler
    void on(PaymentPending event, Position position) {
        change(event.chargeId(), position, was -> was.knownAs(event.processorReference())
                .now(Status.PENDING, null, event.pendingAt(), position.value()));
    }

    @EventHandler
    void on(PaymentCaptured event, Position position) {
        change(event.chargeId(), position, was -> was.knownAs(event.processorReference())
                .now(Status.CAPTURED, null, event.capturedAt(), position.value()));
    }

    @EventHandler
    void on(PartialPaymentCaptured event, Position position) {
        change(event.chargeId(), position, was -> was.knownAs(event.processorReference())
                .now(Status.CAPTURED, null, event.capturedAt(), position.value()));
    }

    @EventHandler
    void on(ChargeDeclined event, Position position) {
        become(event.chargeId(), Status.DECLINED, event.code(), event.declinedAt(), position);
    }

    @EventHandler
    void on(PaymentReturned event, Position position) {
        become(event.chargeId(), Status.RETURNED, event.code(), event.returnedAt(), position);
    }

    @EventHandler
    void on(SettledPaymentReturned event, Position position) {
        become(event.chargeId(), Status.RETURNED_AFTER_SETTLEMENT, event.code(), event.returnedAt(), position);
    }

    @EventHandler
    void on(RefundSucceeded event, Position position) {
        change(event.chargeId(), position, was -> was.gaveBack(event.refunded(), event.refundedAt(), position.value()));
    }

    @EventHandler
    void on(DisputeOpened event, Position position) {
        change(event.chargeId(), position, was -> was.withheld(event.amount(), event.openedAt(), position.value()));
    }

    @EventHandler
    void on(DisputeWon event, Position position) {
        change(event.chargeId(), position, was -> was.released(event.amount(), event.wonAt(), position.value()));
    }

    @ResetHandler
    void reset() {
        charges.drop();
        index();
    }

    private void become(ChargeId id, Status status, String reason, Instant at, Position position) {
        change(id, position, was -> was.now(status, reason, at, position.value()));
    }

    /** What was to be tried again by this charge will not be. */
    private void notTried(ChargeId next, RetryDenial reason, Position position) {
        var failed = charges.find(eq("next_try.charge_id", next.value())).first();
        if (failed != null) {
            change(failed.id(), position, was -> was.tried(null, reason, position.value()));
        }
    }

    private void change(ChargeId id, Position position, UnaryOperator<ChargeView> change) {
        var was = charges.find(eq("_id", id.value())).first();
        if (was.position() < position.value()) {
            charges.replaceOne(eq("_id", id.value()), change.apply(was));
        }
    }

    private void put(ChargeView charge) {
        var was = charges.find(eq("_id", charge.id().value())).first();
        if (was == null || was.position() < charge.position()) {
            charges.replaceOne(eq("_id", charge.id().value()), charge, new ReplaceOptions().upsert(true));
        }
    }

    private void index() {
        charges.createIndex(Indexes.ascending("next_try.charge_id"));
        charges.createIndex(Indexes.descending("partner_id", "created_at", "_id"));
        charges.createIndex(Indexes.descending("partner_id", "invoice_id", "created_at", "_id"));
        charges.createIndex(Indexes.descending("partner_id", "customer_id", "created_at", "_id"));
        charges.createIndex(Indexes.descending("partner_id", "status", "created_at", "_id"));
    }
}
