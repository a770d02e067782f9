package io.autocharge.e2e;

import static io.autocharge.e2e.Sandbox.inDays;
import static io.autocharge.e2e.Sandbox.usd;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** J5. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ManageCustomersTest {

    private final Partner partner = Sandbox.partner();

    @Test
    void a_customer_is_added_with_a_user_and_edited() {
        var customer = Sandbox.customer(partner);

        var renamed = customer.rename("Fabrikam Dental");
        customer.addUser("Ola Berg", "ola@fabrikam.example");
        customer.tag("managed", "net-30");

        var shown = renamed.show();
        assertThat(shown.path("name").asText()).isEqualTo("Fabrikam Dental");
        assertThat(shown.path("users")).hasSize(2);
        assertThat(shown.path("tags").toString()).contains("managed", "net-30");
    }

    @Test
    void exactly_one_method_is_the_default() {
        var customer = Sandbox.customer(partner);
        var card = customer.addCard(TestCard.SUCCEEDS);
        var bank = customer.addBankAccount(TestBank.SETTLES);
        assertThat(defaultOf(customer)).isEqualTo(card.id());

        bank.makeDefault();

        Eventually.eventually(
                "the bank account as the default",
                () -> Optional.of(defaultOf(customer)).filter(bank.id()::equals),
                customer::methods);
        card.remove();
        Eventually.eventually(
                "one method", () -> Optional.of(customer.methods()).filter(m -> m.size() == 1), customer::methods);
    }

    @Test
    void an_archived_customer_is_kept_and_gets_no_new_invoice() {
        var customer = Sandbox.customer(partner);

        customer.archive();

        assertThat(customer.show().path("archived").asBoolean()).isTrue();
        var request = customer.invoice("Too late", usd(10_00)).due(inDays(3)).json();
        Eventually.eventually(
                "a refusal",
                () -> Optional.of(partner.api().post("/invoices", request).code())
                        .filter("CUSTOMER_ARCHIVED"::equals),
                () -> partner.api().post("/invoices", request));
    }

    @Test
    void a_list_is_turned_page_by_page() {
        for (int i = 0; i < 5; i++) {
            Sandbox.customer(partner);
        }

        var first = partner.api().get("/customers?limit=3").expect(200).json();
        var second = partner.api()
                .get("/customers?limit=3&after=" + first.path("end_cursor").asText())
                .expect(200)
                .json();

        assertThat(first.path("data")).hasSize(3);
        assertThat(first.path("has_next_page").asBoolean()).isTrue();
        assertThat(second.path("data")).hasSize(2);
        assertThat(second.path("has_next_page").asBoolean()).isFalse();
    }

    private static String defaultOf(Customer customer) {
        return customer.methods().stream()
                .filter(PaymentMethod::isDefault)
                .map(PaymentMethod::id)
                .reduce((a, b) -> {
                    throw new Unexpected("one default", a + " and " + b);
                })
                .orElse("none");
    }
}
