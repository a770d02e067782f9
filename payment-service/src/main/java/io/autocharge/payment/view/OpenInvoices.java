package io.autocharge.payment.view;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import io.autocharge.contracts.Money;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerEvent.CustomerAdded;
import io.autocharge.contracts.customer.CustomerEvent.CustomerTagged;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.invoice.InvoiceEvent;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoiceArchived;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoiceCreated;
import io.autocharge.contracts.invoice.InvoiceEvent.PaymentApplied;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.invoice.Sums;
import io.autocharge.contracts.payment.AutoPayRuleEvent;
import io.autocharge.contracts.payment.AutoPayScope;
import io.autocharge.contracts.payment.WalletEvent;
import io.autocharge.runtime.Position;
import io.autocharge.runtime.View;
import io.autocharge.runtime.mongo.Collections;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.bson.conversions.Bson;

/**
 * Which invoices are open, to be walked over. Nothing is decided on what stands here: it says at which invoices to look. It
 * knows how far it has come, and does not answer while it is behind or being rebuilt.
 */
@View
public class OpenInvoices {

    /** How far the list has come. */
    record Mark(String id, long position) {}

    /** The tags of a customer. */
    record Tagged(CustomerId id, PartnerId partnerId, List<String> tags, long position) {}

    private static final String HERE = "here";

    private final MongoCollection<OpenInvoice> invoices;
    private final MongoCollection<Tagged> customers;
    private final MongoCollection<Mark> marks;

    public OpenInvoices(Collections collections) {
        invoices = collections.of(OpenInvoice.class, "open_invoices");
        customers = collections.of(Tagged.class, "open_invoices.customers");
        marks = collections.of(Mark.class, "open_invoices.mark");
        index();
    }

    /**
     * The next open invoices of a partner, by their ids; empty if the list has not come as far as {@code occasion}, the
     * position of a change of a rule or of what a customer is charged with.
     *
     * @param customers whose; null means everybody's
     */
    public Optional<List<InvoiceId>> open(
            PartnerId partner, List<CustomerId> customers, InvoiceId after, int limit, long occasion) {
        var scope = scope(partner, customers);
        if (after != null) {
            scope.add(gt("_id", after.value()));
        }
        var batch = new ArrayList<InvoiceId>();
        invoices.find(and(scope)).sort(Sorts.ascending("_id")).limit(limit).forEach((Consumer<OpenInvoice>)
                invoice -> batch.add(invoice.id()));
        // Asked after it was read: what is about to be rebuilt first forgets how far it has come, and then the rest.
        var mark = marks.find(eq("_id", HERE)).first();
        return mark != null && mark.position() >= occasion ? Optional.of(batch) : Optional.empty();
    }

    /** All open invoices that a rule of this scope may concern, by their ids, told to {@code each}. */
    public void each(PartnerId partner, AutoPayScope scope, Consumer<OpenInvoice> each) {
        invoices.find(and(scope(partner, scope.customers())))
                .sort(Sorts.ascending("_id"))
                .forEach(each);
    }

    /** A page of the open invoices of a partner, by their ids. */
    public List<OpenInvoice> page(PartnerId partner, InvoiceId after, int limit) {
        var scope = scope(partner, null);
        if (after != null) {
            scope.add(gt("_id", after.value()));
        }
        return invoices.find(and(scope))
                .sort(Sorts.ascending("_id"))
                .limit(limit)
                .into(new ArrayList<>());
    }

    /** How many invoices of a partner are open. */
    public long count(PartnerId partner) {
        return invoices.countDocuments(and(scope(partner, null)));
    }

    /** The tags of the partner's customers that have any. */
    public Map<CustomerId, Set<String>> tags(PartnerId partner) {
        var tags = new HashMap<CustomerId, Set<String>>();
        customers.find(eq("partner_id", partner.value())).forEach((Consumer<Tagged>)
                one -> tags.put(one.id(), new HashSet<>(one.tags())));
        return tags;
    }

    @EventHandler
    void on(InvoiceEvent event, Position position) {
        if (event instanceof InvoiceCreated created) {
            put(OpenInvoice.of(created, position.value()));
            return;
        }
        var was = invoices.find(eq("_id", event.invoiceId().value())).first();
        if (was != null && was.position() < position.value()) {
            var archived = was.archived() || event instanceof InvoiceArchived;
            put(was.with(outstanding(event, was.outstanding()), archived, position.value()));
        }
    }

    @EventHandler
    void on(CustomerAdded event, Position position) {
        if (!event.tags().isEmpty()) {
            put(new Tagged(event.customerId(), event.partnerId(), event.tags(), position.value()));
        }
    }

    @EventHandler
    void on(CustomerTagged event, Position position) {
        put(new Tagged(event.customerId(), event.partnerId(), event.tags(), position.value()));
        mark(position);
    }

    @EventHandler
    void on(AutoPayRuleEvent event, Position position) {
        mark(position);
    }

    @EventHandler
    void on(WalletEvent event, Position position) {
        mark(position);
    }

    @ResetHandler
    void reset() {
        marks.drop();
        invoices.drop();
        customers.drop();
        index();
    }

    private static Money outstanding(InvoiceEvent event, Money before) {
        if (event instanceof PaymentApplied applied) {
            return applied.outstanding();
        }
        return Sums.after(event).map(Sums::outstanding).orElse(before);
    }

    private void put(OpenInvoice invoice) {
        var was = invoices.find(eq("_id", invoice.id().value())).first();
        if (was == null || was.position() < invoice.position()) {
            invoices.replaceOne(eq("_id", invoice.id().value()), invoice, new ReplaceOptions().upsert(true));
        }
    }

    private void put(Tagged customer) {
        var was = customers.find(eq("_id", customer.id().value())).first();
        if (was == null || was.position() < customer.position()) {
            customers.replaceOne(eq("_id", customer.id().value()), customer, new ReplaceOptions().upsert(true));
        }
    }

    private void mark(Position position) {
        var was = marks.find(eq("_id", HERE)).first();
        if (was == null || was.position() < position.value()) {
            marks.replaceOne(eq("_id", HERE), new Mark(HERE, position.value()), new ReplaceOptions().upsert(true));
        }
    }

    private static List<Bson> scope(PartnerId partner, List<CustomerId> customers) {
        var scope = new ArrayList<Bson>();
        scope.add(eq("partner_id", partner.value()));
        scope.add(eq("open", true));
        if (customers != null) {
            scope.add(
                    in("customer_id", customers.stream().map(CustomerId::value).toList()));
        }
        return scope;
    }

    private void index() {
        invoices.createIndex(Indexes.ascending("partner_id", "open", "_id"));
        invoices.createIndex(Indexes.ascending("partner_id", "customer_id", "open", "_id"));
        customers.createIndex(Indexes.ascending("partner_id", "_id"));
    }
}
