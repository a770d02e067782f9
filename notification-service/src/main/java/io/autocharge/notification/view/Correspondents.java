package io.autocharge.notification.view;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOptions;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerEvent.CustomerAdded;
import io.autocharge.contracts.customer.CustomerEvent.CustomerUserAdded;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.customer.CustomerUser;
import io.autocharge.contracts.customer.PartnerEvent.PartnerRegistered;
import io.autocharge.contracts.customer.UserId;
import io.autocharge.notification.domain.Sender;
import io.autocharge.runtime.View;
import io.autocharge.runtime.mongo.Collections;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;

/** In whose name letters are written, and to whom. */
@View
public class Correspondents {

    private record PartnerRow(PartnerId id, Sender sender) {}

    private record CustomerRow(CustomerId id, PartnerId partnerId, List<CustomerUser> users) {}

    private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

    private final MongoCollection<PartnerRow> partners;
    private final MongoCollection<CustomerRow> customers;

    Correspondents(Collections collections) {
        partners = collections.of(PartnerRow.class, "senders");
        customers = collections.of(CustomerRow.class, "recipients");
    }

    /** The partner as it signs its letters. */
    public Optional<Sender> sender(PartnerId partner) {
        return Optional.ofNullable(partners.find(eq("_id", partner.value())).first())
                .map(PartnerRow::sender);
    }

    /** The addresses of a customer's users, if this partner has the customer. */
    public Optional<List<String>> addresses(PartnerId partner, CustomerId customer) {
        return Optional.ofNullable(customers
                        .find(and(eq("_id", customer.value()), eq("partner_id", partner.value())))
                        .first())
                .map(found -> found.users().stream().map(CustomerUser::email).toList());
    }

    /** One user of a customer, if this partner has the customer. */
    public Optional<CustomerUser> user(PartnerId partner, CustomerId customer, UserId user) {
        return Optional.ofNullable(customers
                        .find(and(eq("_id", customer.value()), eq("partner_id", partner.value())))
                        .first())
                .flatMap(found -> found.users().stream()
                        .filter(one -> one.userId().equals(user))
                        .findFirst());
    }

    @EventHandler
    void on(PartnerRegistered event) {
        var sender = new Sender(event.name(), event.email(), event.timeZone());
        partners.replaceOne(eq("_id", event.partnerId().value()), new PartnerRow(event.partnerId(), sender), UPSERT);
    }

    @EventHandler
    void on(CustomerAdded event) {
        put(new CustomerRow(event.customerId(), event.partnerId(), event.users()));
    }

    @EventHandler
    void on(CustomerUserAdded event) {
        var was = customers.find(eq("_id", event.customerId().value())).first();
        var users = new ArrayList<>(was.users());
        users.removeIf(user -> user.userId().equals(event.user().userId()));
        users.add(event.user());
        put(new CustomerRow(was.id(), was.partnerId(), users));
    }

    @ResetHandler
    void reset() {
        partners.drop();
        customers.drop();
    }

    private void put(CustomerRow row) {
        customers.replaceOne(eq("_id", row.id().value()), row, UPSERT);
    }
}
