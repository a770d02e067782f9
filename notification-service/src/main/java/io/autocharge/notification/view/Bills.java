package io.autocharge.notification.view;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOptions;
import io.autocharge.contracts.Money;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.invoice.InvoiceEvent.BalanceWrittenOff;
import io.autocharge.contracts.invoice.InvoiceEvent.CreditApplied;
import io.autocharge.contracts.invoice.InvoiceEvent.DisputedPaymentRestored;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoiceArchived;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoiceCreated;
import io.autocharge.contracts.invoice.InvoiceEvent.PaymentApplied;
import io.autocharge.contracts.invoice.InvoiceEvent.PaymentDisputed;
import io.autocharge.contracts.invoice.InvoiceEvent.PaymentRefunded;
import io.autocharge.contracts.invoice.InvoiceEvent.PaymentTakenBack;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.invoice.LineItem;
import io.autocharge.notification.domain.Stationery.Bill;
import io.autocharge.runtime.View;
import io.autocharge.runtime.mongo.Collections;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;

/** What customers were asked to pay, and how much of it is still open. */
@View
public class Bills {

    private record Row(
            InvoiceId id,
            PartnerId partnerId,
            String number,
            String customerName,
            List<LineItem> lineItems,
            String memo,
            Money total,
            Money outstanding,
            LocalDate dueOn,
            boolean archived) {}

    private final MongoCollection<Row> bills;

    Bills(Collections collections) {
        bills = collections.of(Row.class, "bills");
    }

    /** The bill, if it is this partner's; an id that names no invoice finds none. */
    public Optional<Bill> find(PartnerId partner, String invoice) {
        return Optional.ofNullable(bills.find(and(eq("_id", invoice), eq("partner_id", partner.value())))
                        .first())
                .map(row -> new Bill(
                        row.number(),
                        row.customerName(),
                        row.lineItems(),
                        row.memo(),
                        row.total(),
                        row.outstanding(),
                        row.dueOn(),
                        row.archived()));
    }

    @EventHandler
    void on(InvoiceCreated event) {
        var row = new Row(
                event.invoiceId(),
                event.partnerId(),
                event.number(),
                event.customerName(),
                event.lineItems(),
                event.memo(),
                event.total(),
                event.total(),
                event.dueOn(),
                false);
        bills.replaceOne(eq("_id", event.invoiceId().value()), row, new ReplaceOptions().upsert(true));
    }

    @EventHandler
    void on(PaymentApplied event) {
        left(event.invoiceId(), event.outstanding());
    }

    @EventHandler
    void on(PaymentRefunded event) {
        left(event.invoiceId(), event.sums().outstanding());
    }

    @EventHandler
    void on(PaymentTakenBack event) {
        left(event.invoiceId(), event.sums().outstanding());
    }

    @EventHandler
    void on(PaymentDisputed event) {
        left(event.invoiceId(), event.sums().outstanding());
    }

    @EventHandler
    void on(DisputedPaymentRestored event) {
        left(event.invoiceId(), event.sums().outstanding());
    }

    @EventHandler
    void on(CreditApplied event) {
        left(event.invoiceId(), event.sums().outstanding());
    }

    @EventHandler
    void on(BalanceWrittenOff event) {
        left(event.invoiceId(), event.sums().outstanding());
    }

    @EventHandler
    void on(InvoiceArchived event) {
        bills.updateOne(eq("_id", event.invoiceId().value()), set("archived", true));
    }

    @ResetHandler
    void reset() {
        bills.drop();
    }

    private void left(InvoiceId invoice, Money outstanding) {
        bills.updateOne(eq("_id", invoice.value()), set("outstanding.amount", outstanding.amount()));
    }
}
