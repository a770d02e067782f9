package io.autocharge.notification.view;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.invoice.ReceiptBookEvent.ReceiptIssued;
import io.autocharge.runtime.View;
import io.autocharge.runtime.http.Page;
import io.autocharge.runtime.http.PageRequest;
import io.autocharge.runtime.mongo.Collections;
import io.autocharge.runtime.mongo.Pages;
import java.util.ArrayList;
import java.util.Optional;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.bson.conversions.Bson;

/** Receipts as partners and customers look them up. */
@View
public class Receipts {

    private final MongoCollection<ReceiptView> receipts;

    Receipts(Collections collections) {
        receipts = collections.of(ReceiptView.class, "receipts");
        index();
    }

    /** The receipt, if it is this partner's; an id that names no receipt finds none. */
    public Optional<ReceiptView> find(PartnerId partner, String id) {
        return Optional.ofNullable(receipts.find(and(eq("_id", id), eq("partner_id", partner.value())))
                .first());
    }

    /** The partner's receipts, the newest first; of one invoice or customer if it is given. */
    public Page<ReceiptView> list(PartnerId partner, InvoiceId invoice, CustomerId customer, PageRequest page) {
        var scope = new ArrayList<Bson>();
        scope.add(eq("partner_id", partner.value()));
        if (invoice != null) {
            scope.add(eq("invoice_id", invoice.value()));
        }
        if (customer != null) {
            scope.add(eq("customer_id", customer.value()));
        }
        return Pages.find(receipts, and(scope), page);
    }

    @EventHandler
    void on(ReceiptIssued event) {
        var receipt = event.receipt();
        var view = new ReceiptView(
                receipt.receiptId(),
                event.partnerId(),
                receipt.customerId(),
                receipt.invoiceId(),
                event.number(),
                receipt,
                event.issuedAt(),
                corrected(event));
        receipts.replaceOne(eq("_id", receipt.receiptId().value()), view, new ReplaceOptions().upsert(true));
    }

    @ResetHandler
    void reset() {
        receipts.drop();
        index();
    }

    private Long corrected(ReceiptIssued event) {
        var corrects = event.receipt().corrects();
        return corrects == null
                ? null
                : find(event.partnerId(), corrects.value())
                        .map(ReceiptView::number)
                        .orElse(null);
    }

    private void index() {
        receipts.createIndex(Indexes.descending("partner_id", "created_at", "_id"));
        receipts.createIndex(Indexes.descending("partner_id", "invoice_id", "created_at", "_id"));
        receipts.createIndex(Indexes.descending("partner_id", "customer_id", "created_at", "_id"));
    }
}
