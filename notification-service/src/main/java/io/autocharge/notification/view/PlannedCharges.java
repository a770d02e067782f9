package io.autocharge.notification.view;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.payment.ChargeEvent.ChargeCanceled;
import io.autocharge.contracts.payment.ChargeEvent.ChargeRefused;
import io.autocharge.contracts.payment.ChargeEvent.ChargeScheduled;
import io.autocharge.contracts.payment.ChargeEvent.ChargeSubmitted;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.runtime.View;
import io.autocharge.runtime.mongo.Collections;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;

/** Which charges are planned for an invoice. */
@View
public class PlannedCharges {

    private record Row(ChargeId id, PartnerId partnerId, InvoiceId invoiceId) {}

    private final MongoCollection<Row> charges;

    PlannedCharges(Collections collections) {
        charges = collections.of(Row.class, "planned_charges");
        index();
    }

    /** Whether a charge of this invoice has yet to be made. */
    public boolean any(PartnerId partner, InvoiceId invoice) {
        return charges.find(and(eq("partner_id", partner.value()), eq("invoice_id", invoice.value())))
                        .first()
                != null;
    }

    @EventHandler
    void on(ChargeScheduled event) {
        var row = new Row(event.chargeId(), event.partnerId(), event.invoiceId());
        charges.replaceOne(eq("_id", event.chargeId().value()), row, new ReplaceOptions().upsert(true));
    }

    @EventHandler
    void on(ChargeCanceled event) {
        over(event.chargeId());
    }

    @EventHandler
    void on(ChargeRefused event) {
        over(event.chargeId());
    }

    @EventHandler
    void on(ChargeSubmitted event) {
        over(event.chargeId());
    }

    @ResetHandler
    void reset() {
        charges.drop();
        index();
    }

    private void over(ChargeId charge) {
        charges.deleteOne(eq("_id", charge.value()));
    }

    private void index() {
        charges.createIndex(Indexes.ascending("partner_id", "invoice_id"));
    }
}
