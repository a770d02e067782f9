package io.autocharge.customer.domain;

import static io.autocharge.contracts.customer.CustomerRefusal.COMPANY_MISSING;
import static io.autocharge.contracts.customer.CustomerRefusal.CUSTOMER_ARCHIVED;
import static io.autocharge.contracts.customer.CustomerRefusal.CUSTOMER_ID_ALREADY_USED;
import static io.autocharge.contracts.customer.CustomerRefusal.CUSTOMER_UNKNOWN;
import static io.autocharge.contracts.customer.CustomerRefusal.EMAIL_ALREADY_USED;
import static io.autocharge.contracts.customer.CustomerRefusal.EMAIL_MALFORMED;
import static io.autocharge.contracts.customer.CustomerRefusal.EXTERNAL_ID_MALFORMED;
import static io.autocharge.contracts.customer.CustomerRefusal.TAGS_MALFORMED;
import static io.autocharge.contracts.customer.CustomerRefusal.TOO_MANY_USERS;
import static io.autocharge.contracts.customer.CustomerRefusal.USER_MISSING;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.Refusal;
import io.autocharge.contracts.Refused;
import io.autocharge.contracts.customer.CustomerCommand;
import io.autocharge.contracts.customer.CustomerCommand.AddCustomer;
import io.autocharge.contracts.customer.CustomerCommand.AddCustomerUser;
import io.autocharge.contracts.customer.CustomerCommand.ArchiveCustomer;
import io.autocharge.contracts.customer.CustomerCommand.RenameCustomer;
import io.autocharge.contracts.customer.CustomerCommand.TagCustomer;
import io.autocharge.contracts.customer.CustomerEvent.CustomerAdded;
import io.autocharge.contracts.customer.CustomerEvent.CustomerArchived;
import io.autocharge.contracts.customer.CustomerEvent.CustomerRenamed;
import io.autocharge.contracts.customer.CustomerEvent.CustomerTagged;
import io.autocharge.contracts.customer.CustomerEvent.CustomerUserAdded;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.customer.CustomerUser;
import io.autocharge.contracts.customer.UserId;
import io.autocharge.runtime.Given;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CustomerTest {

    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    static final Instant BEFORE = NOW.minusSeconds(86_400);
    static final PartnerId PARTNER = PartnerId.derived("nordlicht");
    static final PartnerId OTHER_PARTNER = PartnerId.derived("südwind");
    static final CustomerId CUSTOMER = CustomerId.derived("brandt");
    static final CustomerUser ANNA = user("Anna Brandt", "anna@brandt.example");
    static final CustomerUser BEN = user("Ben Brandt", "ben@brandt.example");

    final FixtureConfiguration<Customer> customer = Given.aggregate(Customer.class, NOW);

    @Test
    void a_company_with_one_user_becomes_a_customer() {
        customer.givenNoPriorActivity()
                .when(add("Brandt Logistik", List.of(ANNA), List.of("gold")))
                .expectEvents(new CustomerAdded(
                        CUSTOMER, PARTNER, "crm-17", "Brandt Logistik", List.of(ANNA), List.of("gold"), NOW));
    }

    @Test
    void the_same_request_said_twice_is_one_customer() {
        customer.given(added())
                .when(add("Brandt Logistik", List.of(ANNA), List.of()))
                .expectNoEvents();
    }

    @Test
    void the_same_request_is_still_the_same_after_the_customer_has_changed() {
        customer.given(added(), new CustomerRenamed(CUSTOMER, PARTNER, "Brandt SE"))
                .when(add("Brandt Logistik", List.of(ANNA), List.of()))
                .expectNoEvents();
    }

    @Test
    void the_same_request_with_other_content_is_refused() {
        refused(CUSTOMER_ID_ALREADY_USED, add("Another", List.of(ANNA), List.of()), added());
    }

    @Test
    void a_customer_without_a_user_is_refused() {
        refused(USER_MISSING, add("Brandt Logistik", List.of(), List.of()));
        refused(USER_MISSING, add("Brandt Logistik", null, List.of()));
        refused(USER_MISSING, add("Brandt Logistik", List.of(user(" ", "anna@brandt.example")), List.of()));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  ", "two\nlines"})
    void a_customer_without_a_proper_name_is_refused(String company) {
        refused(COMPANY_MISSING, add(company, List.of(ANNA), List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "anna",
                "anna@brandt",
                "an na@brandt.example",
                "a@b.example\r\nBcc: x@y.example",
                "a@b.c,d@e.f"
            })
    void an_address_to_which_no_mail_can_go_is_refused(String email) {
        refused(EMAIL_MALFORMED, add("Brandt Logistik", List.of(user("Anna", email)), List.of()));
    }

    @Test
    void two_users_with_one_address_are_refused() {
        var twin = user("Anna again", "ANNA@brandt.example");
        refused(EMAIL_ALREADY_USED, add("Brandt Logistik", List.of(ANNA, twin), List.of()));
        refused(EMAIL_ALREADY_USED, new AddCustomerUser(CUSTOMER, PARTNER, twin), added());
    }

    @Test
    void an_empty_external_id_is_refused() {
        refused(
                EXTERNAL_ID_MALFORMED,
                new AddCustomer(CUSTOMER, PARTNER, "", "Brandt Logistik", List.of(ANNA), List.of()));
    }

    @Test
    void the_name_of_a_customer_is_put_right() {
        customer.given(added())
                .when(new RenameCustomer(CUSTOMER, PARTNER, "Brandt SE"))
                .expectEvents(new CustomerRenamed(CUSTOMER, PARTNER, "Brandt SE"));
        customer.given(added())
                .when(new RenameCustomer(CUSTOMER, PARTNER, "Brandt Logistik"))
                .expectNoEvents();
    }

    @Test
    void a_user_is_added_once() {
        customer.given(added())
                .when(new AddCustomerUser(CUSTOMER, PARTNER, BEN))
                .expectEvents(new CustomerUserAdded(CUSTOMER, PARTNER, BEN));
        customer.given(added(), new CustomerUserAdded(CUSTOMER, PARTNER, BEN))
                .when(new AddCustomerUser(CUSTOMER, PARTNER, BEN))
                .expectNoEvents();
    }

    @Test
    void a_customer_has_a_hundred_users_at_most() {
        var crowd = new ArrayList<CustomerUser>();
        for (int i = 0; i < 100; i++) {
            crowd.add(user("User " + i, "user" + i + "@brandt.example"));
        }
        var full = new CustomerAdded(CUSTOMER, PARTNER, null, "Brandt", crowd, List.of(), BEFORE);
        refused(TOO_MANY_USERS, new AddCustomerUser(CUSTOMER, PARTNER, BEN), full);
    }

    @Test
    void a_customer_has_the_tags_that_it_was_given_last() {
        customer.given(added())
                .when(new TagCustomer(CUSTOMER, PARTNER, List.of("gold", "north")))
                .expectEvents(new CustomerTagged(CUSTOMER, PARTNER, List.of("gold", "north")));
        customer.given(added(), new CustomerTagged(CUSTOMER, PARTNER, List.of("gold")))
                .when(new TagCustomer(CUSTOMER, PARTNER, List.of("gold")))
                .expectNoEvents();
    }

    @Test
    void tags_that_are_empty_double_or_missing_are_refused() {
        refused(TAGS_MALFORMED, new TagCustomer(CUSTOMER, PARTNER, List.of("")), added());
        refused(TAGS_MALFORMED, new TagCustomer(CUSTOMER, PARTNER, List.of("a", "a")), added());
        refused(TAGS_MALFORMED, new TagCustomer(CUSTOMER, PARTNER, null), added());
    }

    @Test
    void a_customer_is_archived_once() {
        customer.given(added())
                .when(new ArchiveCustomer(CUSTOMER, PARTNER))
                .expectEvents(new CustomerArchived(CUSTOMER, PARTNER, NOW));
        customer.given(added(), new CustomerArchived(CUSTOMER, PARTNER, BEFORE))
                .when(new ArchiveCustomer(CUSTOMER, PARTNER))
                .expectNoEvents();
    }

    @Test
    void an_archived_customer_stays_as_it_is() {
        var archived = new CustomerArchived(CUSTOMER, PARTNER, BEFORE);
        refused(CUSTOMER_ARCHIVED, new RenameCustomer(CUSTOMER, PARTNER, "Brandt SE"), added(), archived);
        refused(CUSTOMER_ARCHIVED, new AddCustomerUser(CUSTOMER, PARTNER, BEN), added(), archived);
        refused(CUSTOMER_ARCHIVED, new TagCustomer(CUSTOMER, PARTNER, List.of()), added(), archived);
    }

    @Test
    void the_customer_of_another_partner_is_unknown() {
        refused(CUSTOMER_UNKNOWN, new RenameCustomer(CUSTOMER, OTHER_PARTNER, "Mine"), added());
        refused(CUSTOMER_UNKNOWN, new ArchiveCustomer(CUSTOMER, OTHER_PARTNER), added());
        refused(CUSTOMER_UNKNOWN, new ArchiveCustomer(CUSTOMER, PARTNER));
    }

    private void refused(Refusal reason, CustomerCommand command, Object... history) {
        customer.given(history)
                .when(command)
                .expectNoEvents()
                .expectException(Refused.class)
                .expectExceptionMessage(reason.name() + ": " + reason.sentence());
    }

    private static AddCustomer add(String company, List<CustomerUser> users, List<String> tags) {
        return new AddCustomer(CUSTOMER, PARTNER, "crm-17", company, users, tags);
    }

    private static CustomerAdded added() {
        return new CustomerAdded(CUSTOMER, PARTNER, "crm-17", "Brandt Logistik", List.of(ANNA), List.of(), BEFORE);
    }

    private static CustomerUser user(String name, String email) {
        return new CustomerUser(UserId.derived(email), name, email);
    }
}
