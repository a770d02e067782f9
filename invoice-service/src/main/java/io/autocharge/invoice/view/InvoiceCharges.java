package io.autocharge.invoice.view;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.payment.ChargeEvent.ChargeScheduled;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.runtime.View;
import io.autocharge.runtime.mongo.Collections;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;

/** Which charges an invoice has had, so that its balance can be told as of any instant. */
@View
public class InvoiceCharges {

    private record ChargeOf(ChargeId id, InvoiceId invoiceId) {}

    private final MongoCollection<ChargeOf> charges;

    InvoiceCharges(Collections collections) {
        charges = collections.of(ChargeOf.class, "invoice_charges");
        index();
    }

    /** All of them. */
    public List<ChargeId> of(InvoiceId invoice) {
        return charges.find(eq("invoice_id", invoice.value())).map(ChargeOf::id).into(new ArrayList<>());
    }

    @EventHandler
    void on(ChargeScheduled event) {
        var charge = new ChargeOf(event.chargeId(), event.invoiceId());
        charges.replaceOne(eq("_id", event.chargeId().value()), charge, new ReplaceOptions().upsert(true));
    }

    @ResetHandler
    void reset() {
        charges.drop();
        index();
    }

    private void index() {
        charges.createIndex(Indexes.ascending("invoice_id"));
    }
}
