package io.autocharge.customer.view;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerEvent.CustomerAdded;
import io.autocharge.contracts.customer.CustomerEvent.CustomerArchived;
import io.autocharge.contracts.customer.CustomerEvent.CustomerRenamed;
import io.autocharge.contracts.customer.CustomerEvent.CustomerTagged;
import io.autocharge.contracts.customer.CustomerEvent.CustomerUserAdded;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.runtime.Position;
import io.autocharge.runtime.View;
import io.autocharge.runtime.http.Page;
import io.autocharge.runtime.http.PageRequest;
import io.autocharge.runtime.mongo.Collections;
import io.autocharge.runtime.mongo.Pages;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.bson.conversions.Bson;

/** Customers as their partners look them up. */
@View
public class Customers {

    /** Which customers of a partner are wanted; what is absent does not matter. */
    public record Wanted(String tag, Boolean archived, String externalId) {}

    private final MongoCollection<CustomerView> customers;

    public Customers(Collections collections) {
        this.customers = collections.of(CustomerView.class, "customers");
        index();
    }

    /** The customer, if it is this partner's. */
    public Optional<CustomerView> find(PartnerId partner, CustomerId id) {
        return Optional.ofNullable(customers
                .find(and(eq(id.value()), eq("partner_id", partner.value())))
                .first());
    }

    /** A customer who was added a moment ago, as it will be found here as soon as this is up to date. */
    public static CustomerView justAdded(CustomerAdded event) {
        return new CustomerView(
                event.customerId(),
                event.partnerId(),
                event.externalId(),
                event.company(),
                event.users(),
                event.tags(),
                false,
                event.addedAt(),
                null,
                null);
    }

    /** A page of the partner's customers, newest first. */
    public Page<CustomerView> list(PartnerId partner, Wanted wanted, PageRequest page) {
        var scope = new ArrayList<Bson>();
        scope.add(eq("partner_id", partner.value()));
        if (wanted.tag() != null) {
            scope.add(eq("tags", wanted.tag()));
        }
        if (wanted.archived() != null) {
            scope.add(eq("archived", wanted.archived()));
        }
        if (wanted.externalId() != null) {
            scope.add(eq("external_id", wanted.externalId()));
        }
        return Pages.find(customers, and(scope), page);
    }

    @EventHandler
    void on(CustomerAdded event, Position position) {
        store(justAdded(event).as(position));
    }

    @EventHandler
    void on(CustomerRenamed event, Position position) {
        change(event.customerId(), position, customer -> customer.named(event.company()));
    }

    @EventHandler
    void on(CustomerUserAdded event, Position position) {
        change(event.customerId(), position, customer -> customer.joinedBy(event.user()));
    }

    @EventHandler
    void on(CustomerTagged event, Position position) {
        change(event.customerId(), position, customer -> customer.tagged(event.tags()));
    }

    @EventHandler
    void on(CustomerArchived event, Position position) {
        change(event.customerId(), position, customer -> customer.archived(event.archivedAt()));
    }

    @ResetHandler
    void reset() {
        customers.drop();
        index();
    }

    /** Replaces the whole document, so that an event that comes twice leaves what it left the first time. */
    private void change(CustomerId id, Position position, UnaryOperator<CustomerView> change) {
        var customer = customers.find(eq(id.value())).first();
        if (customer == null) {
            throw new IllegalStateException(id + " was changed before it was added: the view is behind its store.");
        }
        store(change.apply(customer).as(position));
    }

    private void store(CustomerView customer) {
        customers.replaceOne(eq(customer.id().value()), customer, new ReplaceOptions().upsert(true));
    }

    private void index() {
        customers.createIndex(
                Indexes.compoundIndex(Indexes.ascending("partner_id"), Indexes.descending("created_at", "_id")));
        customers.createIndex(Indexes.ascending("partner_id", "external_id"), new IndexOptions().sparse(true));
    }
}
