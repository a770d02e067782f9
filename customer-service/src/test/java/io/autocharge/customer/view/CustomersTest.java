package io.autocharge.customer.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerEvent.CustomerAdded;
import io.autocharge.contracts.customer.CustomerEvent.CustomerArchived;
import io.autocharge.contracts.customer.CustomerEvent.CustomerRenamed;
import io.autocharge.contracts.customer.CustomerEvent.CustomerTagged;
import io.autocharge.contracts.customer.CustomerEvent.CustomerUserAdded;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.customer.CustomerUser;
import io.autocharge.contracts.customer.UserId;
import io.autocharge.runtime.Position;
import io.autocharge.runtime.http.PageRequest;
import io.autocharge.runtime.http.Problem;
import io.autocharge.runtime.mongo.Collections;
import io.autocharge.runtime.mongo.EmbeddedMongo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CustomersTest {

    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    static final Position AT = new Position(7);
    static final PartnerId PARTNER = PartnerId.derived("nordlicht");
    static final PartnerId OTHER_PARTNER = PartnerId.derived("südwind");
    static final Customers.Wanted ANY = new Customers.Wanted(null, null, null);

    final EmbeddedMongo mongo = new EmbeddedMongo();
    final Customers customers = new Customers(new Collections(mongo.database()));

    @AfterEach
    void close() {
        mongo.close();
    }

    @Test
    void a_customer_is_shown_as_its_events_left_it_and_so_again_after_a_rebuild() {
        live();
        var shown = customers.find(PARTNER, customer(1)).orElseThrow();
        assertThat(shown.name()).isEqualTo("Brandt SE");
        assertThat(shown.users()).containsExactly(user("anna"), user("ben"));
        assertThat(shown.tags()).containsExactly("gold");
        assertThat(shown.archived()).isTrue();
        assertThat(shown.archivedAt()).isEqualTo(NOON.plusSeconds(60));

        live();
        assertThat(customers.find(PARTNER, customer(1))).contains(shown);

        customers.reset();
        assertThat(customers.find(PARTNER, customer(1))).isEmpty();
        live();
        assertThat(customers.find(PARTNER, customer(1))).contains(shown);
    }

    @Test
    void another_partner_sees_nothing_of_it() {
        live();
        assertThat(customers.find(OTHER_PARTNER, customer(1))).isEmpty();
        assertThat(customers.list(OTHER_PARTNER, ANY, PageRequest.first(10)).data())
                .isEmpty();
    }

    @Test
    void a_list_is_read_page_by_page_forwards_and_back() {
        for (int i = 1; i <= 5; i++) {
            customers.on(added(i, List.of()), AT);
        }
        var first = customers.list(PARTNER, ANY, PageRequest.first(2));
        assertThat(ids(first.data())).containsExactly(customer(5), customer(4));
        assertThat(first.hasNextPage()).isTrue();
        assertThat(first.hasPreviousPage()).isFalse();

        customers.on(added(6, List.of()), AT);
        var second = customers.list(PARTNER, ANY, PageRequest.of(2, first.endCursor(), null));
        assertThat(ids(second.data())).containsExactly(customer(3), customer(2));
        var third = customers.list(PARTNER, ANY, PageRequest.of(2, second.endCursor(), null));
        assertThat(ids(third.data())).containsExactly(customer(1));
        assertThat(third.hasNextPage()).isFalse();
        assertThat(third.hasPreviousPage()).isTrue();

        var back = customers.list(PARTNER, ANY, PageRequest.of(2, null, third.startCursor()));
        assertThat(ids(back.data())).containsExactly(customer(3), customer(2));
        assertThat(back.hasNextPage()).isTrue();
        assertThat(back.hasPreviousPage()).isTrue();
    }

    @Test
    void customers_of_one_moment_are_all_listed_once() {
        for (int i = 1; i <= 7; i++) {
            customers.on(
                    new CustomerAdded(
                            customer(i), PARTNER, null, "Customer " + i, List.of(user("anna")), List.of(), NOON),
                    AT);
        }
        var seen = new ArrayList<CustomerId>();
        String cursor = null;
        do {
            var page = customers.list(PARTNER, ANY, PageRequest.of(3, cursor, null));
            seen.addAll(ids(page.data()));
            cursor = page.hasNextPage() ? page.endCursor() : null;
        } while (cursor != null);
        assertThat(seen).hasSize(7).doesNotHaveDuplicates();
    }

    @Test
    void a_list_is_narrowed_by_tag_by_archive_and_by_the_partners_own_name() {
        customers.on(added(1, List.of("gold")), AT);
        customers.on(added(2, List.of("gold", "north")), AT);
        customers.on(added(3, List.of()), AT);
        customers.on(new CustomerArchived(customer(2), PARTNER, NOON), AT);
        assertThat(listed("gold", null, null)).containsExactly(customer(2), customer(1));
        assertThat(listed("gold", false, null)).containsExactly(customer(1));
        assertThat(listed(null, true, null)).containsExactly(customer(2));
        assertThat(listed(null, null, "crm-3")).containsExactly(customer(3));
        assertThat(listed("none", null, null)).isEmpty();
    }

    @Test
    void a_cursor_that_was_never_given_out_is_turned_away() {
        for (var cursor : List.of("x", "", "!!", "ZHwxMnxpbnZfMQ", "c3x8fHx8fA")) {
            assertThatThrownBy(() -> customers.list(PARTNER, ANY, PageRequest.of(2, cursor, null)))
                    .isInstanceOf(Problem.class);
        }
    }

    private void live() {
        customers.on(added(1, List.of()), AT);
        customers.on(new CustomerRenamed(customer(1), PARTNER, "Brandt SE"), AT);
        customers.on(new CustomerUserAdded(customer(1), PARTNER, user("ben")), AT);
        customers.on(new CustomerTagged(customer(1), PARTNER, List.of("gold")), AT);
        customers.on(new CustomerArchived(customer(1), PARTNER, NOON.plusSeconds(60)), AT);
    }

    private List<CustomerId> listed(String tag, Boolean archived, String externalId) {
        var wanted = new Customers.Wanted(tag, archived, externalId);
        return ids(customers.list(PARTNER, wanted, PageRequest.first(10)).data());
    }

    private static CustomerAdded added(int number, List<String> tags) {
        return new CustomerAdded(
                customer(number),
                PARTNER,
                "crm-" + number,
                "Customer " + number,
                List.of(user("anna")),
                tags,
                NOON.plusSeconds(number));
    }

    private static CustomerId customer(int number) {
        return CustomerId.derived("customer", String.valueOf(number));
    }

    private static CustomerUser user(String name) {
        return new CustomerUser(UserId.derived(name), name, name + "@brandt.example");
    }

    private static List<CustomerId> ids(List<CustomerView> customers) {
        return customers.stream().map(CustomerView::id).toList();
    }
}
