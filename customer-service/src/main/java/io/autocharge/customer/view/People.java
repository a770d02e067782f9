package io.autocharge.customer.view;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerEvent.CustomerAdded;
import io.autocharge.contracts.customer.CustomerEvent.CustomerArchived;
import io.autocharge.contracts.customer.CustomerEvent.CustomerUserAdded;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.customer.CustomerUser;
import io.autocharge.contracts.customer.UserId;
import io.autocharge.runtime.View;
import io.autocharge.runtime.mongo.Collections;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;

/**
 * The persons of all customers by their e-mail addresses, for the door alone: who knocks has no partner yet. Nothing of it
 * is ever shown to anybody.
 */
@View
public class People {

    /** A person of a customer. */
    public record Person(UserId id, PartnerId partnerId, CustomerId customerId, String address, boolean archived) {}

    /** Whoever is a person of more customers asks some of its partners for a link. */
    private static final int MOST = 10;

    private final MongoCollection<Person> people;

    public People(Collections collections) {
        this.people = collections.of(Person.class, "people");
        index();
    }

    /** Whom this address belongs to: nobody, one person, or the same one at several customers that are not archived. */
    public List<Person> at(String address) {
        return people.find(and(eq("address", lower(address)), eq("archived", false)))
                .limit(MOST)
                .into(new ArrayList<>());
    }

    @EventHandler
    void on(CustomerAdded event) {
        event.users().forEach(user -> store(event.partnerId(), event.customerId(), user));
    }

    @EventHandler
    void on(CustomerUserAdded event) {
        store(event.partnerId(), event.customerId(), event.user());
    }

    @EventHandler
    void on(CustomerArchived event) {
        people.updateMany(eq("customer_id", event.customerId().value()), set("archived", true));
    }

    @ResetHandler
    void reset() {
        people.drop();
        index();
    }

    private void store(PartnerId partner, CustomerId customer, CustomerUser user) {
        var person = new Person(user.userId(), partner, customer, lower(user.email()), false);
        people.replaceOne(eq(user.userId().value()), person, new ReplaceOptions().upsert(true));
    }

    private void index() {
        people.createIndex(Indexes.ascending("address"));
        people.createIndex(Indexes.ascending("customer_id"));
    }

    private static String lower(String address) {
        return address.strip().toLowerCase(Locale.ROOT);
    }
}
