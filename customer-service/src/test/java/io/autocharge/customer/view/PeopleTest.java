package io.autocharge.customer.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerEvent.CustomerAdded;
import io.autocharge.contracts.customer.CustomerEvent.CustomerArchived;
import io.autocharge.contracts.customer.CustomerEvent.CustomerUserAdded;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.customer.CustomerUser;
import io.autocharge.contracts.customer.UserId;
import io.autocharge.runtime.mongo.Collections;
import io.autocharge.runtime.mongo.EmbeddedMongo;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PeopleTest {

    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    static final PartnerId PARTNER = PartnerId.derived("nordlicht");

    final EmbeddedMongo mongo = new EmbeddedMongo();
    final People people = new People(new Collections(mongo.database()));

    @AfterEach
    void close() {
        mongo.close();
    }

    @Test
    void a_person_is_found_by_its_address_however_it_is_written_at_each_of_its_customers() {
        live();
        assertThat(people.at(" jörg@MÜLLER.example "))
                .extracting(People.Person::customerId)
                .containsExactly(customer("a"), customer("b"));
        assertThat(people.at("nobody@müller.example")).isEmpty();
    }

    @Test
    void with_an_archived_customer_nobody_signs_in_and_so_again_after_a_rebuild() {
        for (int i = 0; i < 2; i++) {
            live();
            people.on(new CustomerArchived(customer("a"), PARTNER, NOON));
            assertThat(people.at("jörg@müller.example"))
                    .extracting(People.Person::customerId)
                    .containsExactly(customer("b"));
            people.reset();
            assertThat(people.at("jörg@müller.example")).isEmpty();
        }
    }

    private void live() {
        people.on(new CustomerAdded(customer("a"), PARTNER, null, "Müller", List.of(joerg("a")), List.of(), NOON));
        people.on(new CustomerUserAdded(customer("b"), PARTNER, joerg("b")));
    }

    private static CustomerUser joerg(String customer) {
        return new CustomerUser(UserId.derived(customer), "Jörg Müller", "Jörg@Müller.example");
    }

    private static CustomerId customer(String name) {
        return CustomerId.derived(name);
    }
}
