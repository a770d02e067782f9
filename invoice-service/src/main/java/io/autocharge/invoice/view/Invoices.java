package io.autocharge.invoice.view;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import io.autocharge.contracts.Event;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.invoice.InvoiceBalance;
import io.autocharge.contracts.invoice.InvoiceEvent;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoiceArchived;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoiceCreated;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.payment.ChargeEvent;
import io.autocharge.runtime.View;
import io.autocharge.runtime.http.Page;
import io.autocharge.runtime.http.PageRequest;
import io.autocharge.runtime.mongo.Collections;
import io.autocharge.runtime.mongo.Pages;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Optional;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.bson.conversions.Bson;

/** Invoices as partners and customers look them up, each with its balance. */
@View
public class Invoices {

    /** Which invoices are wanted; what is null does not matter. {@code search} are beginnings of words in number, customer or external id. */
    public record Wanted(
            CustomerId customer, InvoiceView.State state, LocalDate dueBefore, String externalId, String search) {}

    private final MongoCollection<InvoiceView> invoices;

    Invoices(Collections collections) {
        invoices = collections.of(InvoiceView.class, "invoices");
        index();
    }

    /** An invoice that was created a moment ago, as it will be found here as soon as this is up to date. */
    public static InvoiceView justCreated(InvoiceCreated event) {
        return InvoiceView.of(event, 0);
    }

    /** The invoice, if this partner has it. */
    public Optional<InvoiceView> find(PartnerId partner, InvoiceId id) {
        return Optional.ofNullable(invoices.find(and(eq("_id", id.value()), eq("partner_id", partner.value())))
                .first());
    }

    /** The partner's invoices of which all holds that is wanted, the newest first. */
    public Page<InvoiceView> list(PartnerId partner, Wanted wanted, PageRequest page) {
        var scope = new ArrayList<Bson>();
        scope.add(eq("partner_id", partner.value()));
        if (wanted.customer() != null) {
            scope.add(eq("customer_id", wanted.customer().value()));
        }
        if (wanted.state() != null) {
            scope.add(eq("state", wanted.state().name()));
        }
        if (wanted.dueBefore() != null) {
            scope.add(lt("due_on", wanted.dueBefore().toString()));
        }
        if (wanted.externalId() != null) {
            scope.add(eq("external_id", wanted.externalId()));
        }
        if (wanted.search() != null) {
            scope.addAll(Words.begin("words", wanted.search()));
        }
        return Pages.find(invoices, and(scope), page);
    }

    @EventHandler
    void on(InvoiceEvent event, TrackingToken token) {
        if (event instanceof InvoiceCreated created) {
            create(created, position(token));
        } else {
            fold(event.invoiceId(), event, position(token));
        }
    }

    @EventHandler
    void on(ChargeEvent event, TrackingToken token) {
        fold(event.invoiceId(), event, position(token));
    }

    @ResetHandler
    void reset() {
        invoices.drop();
        index();
    }

    private void create(InvoiceCreated event, long position) {
        var view = InvoiceView.of(event, position);
        var was = invoices.find(eq("_id", event.invoiceId().value())).first();
        if (was == null || was.position() < position) {
            invoices.replaceOne(eq("_id", event.invoiceId().value()), view, new ReplaceOptions().upsert(true));
        }
    }

    private void fold(InvoiceId id, Event event, long position) {
        var was = invoices.find(eq("_id", id.value())).first();
        if (was.position() >= position) {
            return; // delivered again, and already in
        }
        var balance = was.balance().after(event);
        invoices.replaceOne(eq("_id", id.value()), was.with(state(was, balance, event), balance, position));
    }

    /** A paid invoice is open again when money is given or taken back; an archived one stays archived. */
    private static InvoiceView.State state(InvoiceView was, InvoiceBalance now, Event event) {
        if (event instanceof InvoiceArchived || was.state() == InvoiceView.State.ARCHIVED) {
            return InvoiceView.State.ARCHIVED;
        }
        return now.outstanding().isZero() ? InvoiceView.State.PAID : InvoiceView.State.OPEN;
    }

    private static long position(TrackingToken token) {
        return token.position().orElseThrow();
    }

    private void index() {
        invoices.createIndex(Indexes.descending("partner_id", "created_at", "_id"));
        invoices.createIndex(Indexes.descending("partner_id", "customer_id", "created_at", "_id"));
        invoices.createIndex(Indexes.descending("partner_id", "state", "created_at", "_id"));
        invoices.createIndex(Indexes.descending("partner_id", "external_id"));
        invoices.createIndex(Indexes.ascending("partner_id", "words"));
    }
}
