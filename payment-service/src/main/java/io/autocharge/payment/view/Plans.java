package io.autocharge.payment.view;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOptions;
import io.autocharge.contracts.Money;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.payment.ChargeEvent;
import io.autocharge.contracts.payment.ChargeEvent.BalanceRequested;
import io.autocharge.contracts.payment.ChargeEvent.ChargeCanceled;
import io.autocharge.contracts.payment.ChargeEvent.ChargeDeferred;
import io.autocharge.contracts.payment.ChargeEvent.ChargeRefused;
import io.autocharge.contracts.payment.ChargeEvent.ChargeScheduled;
import io.autocharge.contracts.payment.ChargeEvent.ChargeShrunk;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.payment.domain.PlannedCharges;
import io.autocharge.runtime.Position;
import io.autocharge.runtime.View;
import io.autocharge.runtime.mongo.Collections;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;

/** What is still to come of each invoice, in one document an invoice. */
@View
public class Plans implements PlannedCharges {

    private record Row(InvoiceId id, PartnerId partnerId, List<Entry> entries, long position) {}

    private record Entry(ChargeId chargeId, Money amount, Instant at, boolean waits) {}

    private final MongoCollection<Row> plans;

    public Plans(Collections collections) {
        plans = collections.of(Row.class, "planned_charges");
    }

    @Override
    public List<Planned> of(PartnerId partner, InvoiceId invoice) {
        var row = plans.find(and(eq("_id", invoice.value()), eq("partner_id", partner.value())))
                .first();
        return row == null
                ? List.of()
                : row.entries().stream()
                        .sorted(Comparator.comparing(Entry::at)
                                .thenComparing(entry -> entry.chargeId().value()))
                        .map(entry -> new Planned(entry.chargeId(), entry.amount(), entry.waits()))
                        .toList();
    }

    @Override
    public boolean isUpTo(InvoiceId invoice, long position) {
        var row = plans.find(eq("_id", invoice.value())).first();
        return row != null && row.position() >= position;
    }

    @EventHandler
    void on(ChargeScheduled event, Position position) {
        put(event, new Entry(event.chargeId(), event.amount(), event.chargeAt(), false), position);
    }

    @EventHandler
    void on(ChargeDeferred event, Position position) {
        put(event, new Entry(event.chargeId(), event.amount(), event.deferredAt(), true), position);
    }

    @EventHandler
    void on(ChargeShrunk event, Position position) {
        change(event, position, entries -> entries.stream()
                .map(was -> was.chargeId().equals(event.chargeId())
                        ? new Entry(was.chargeId(), event.to(), was.at(), was.waits())
                        : was)
                .toList());
    }

    @EventHandler
    void on(BalanceRequested event, Position position) {
        remove(event, position);
    }

    @EventHandler
    void on(ChargeCanceled event, Position position) {
        remove(event, position);
    }

    @EventHandler
    void on(ChargeRefused event, Position position) {
        remove(event, position);
    }

    @ResetHandler
    void reset() {
        plans.drop();
    }

    private void put(ChargeEvent event, Entry entry, Position position) {
        change(event, position, entries -> {
            var others = new ArrayList<>(without(entries, event.chargeId()));
            others.add(entry);
            return others;
        });
    }

    private void remove(ChargeEvent event, Position position) {
        change(event, position, entries -> without(entries, event.chargeId()));
    }

    private static List<Entry> without(List<Entry> entries, ChargeId charge) {
        return entries.stream()
                .filter(entry -> !entry.chargeId().equals(charge))
                .toList();
    }

    private void change(ChargeEvent event, Position position, UnaryOperator<List<Entry>> change) {
        var id = event.invoiceId();
        var was = plans.find(eq("_id", id.value())).first();
        if (was != null && was.position() >= position.value()) {
            return;
        }
        var entries = change.apply(was == null ? List.of() : was.entries());
        plans.replaceOne(
                eq("_id", id.value()),
                new Row(id, event.partnerId(), entries, position.value()),
                new ReplaceOptions().upsert(true));
    }
}
