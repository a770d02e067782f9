package io.autocharge.e2e;

import static io.autocharge.e2e.Sandbox.inDays;
import static io.autocharge.e2e.Sandbox.usd;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** J2. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PartialPaymentTest {

    private final Partner partner = Sandbox.partner();
    private final Customer customer = Sandbox.customerWithCard(partner);

    @Test
    void the_rest_stays_open_on_the_same_invoice_and_can_be_charged_later_any_number_of_times() {
        var invoice = invoice();

        invoice.charge(usd(300_00)).now().untilCaptured();
        invoice.untilOutstanding(usd(600_00));
        invoice.charge(usd(250_00)).now().untilCaptured();
        invoice.untilOutstanding(usd(350_00));
        invoice.charge().now().untilCaptured();

        assertThat(invoice.untilOutstanding(usd(0)).captured()).isEqualTo(usd(900_00));
        assertThat(invoice.show().path("status").asText()).isEqualTo("paid");
    }

    @Test
    void more_than_is_left_is_refused() {
        var invoice = invoice();
        invoice.charge(usd(800_00)).now().untilCaptured();
        invoice.untilOutstanding(usd(100_00));

        var refused = invoice.charge(usd(100_01)).send(Sandbox.word(), "now");

        assertThat(refused.expect(422).code()).isEqualTo("ABOVE_OUTSTANDING");
        assertThat(invoice.balance().outstanding()).isEqualTo(usd(100_00));
    }

    @Test
    void parts_that_are_asked_for_at_once_never_take_more_than_the_total() {
        var invoice = invoice();

        for (int i = 0; i < 4; i++) {
            invoice.charge(usd(300_00)).send(Sandbox.word(), "now");
        }

        Eventually.eventually(
                "all charges ended",
                () -> Optional.of(invoice.charges()).filter(charges -> charges.stream()
                        .allMatch(c -> c.path("status").asText().matches("captured|refused"))),
                invoice::charges);
        var captured = invoice.charges().stream()
                .mapToInt(
                        c -> Sandbox.processor().captures(c.path("id").asText()).size())
                .sum();
        assertThat(captured).isBetween(1, 3);
        assertThat(invoice.untilOutstanding(usd(900_00 - captured * 300_00L)).captured())
                .isEqualTo(usd(captured * 300_00L));
    }

    private Invoice invoice() {
        return customer.invoice("Firewall and installation", usd(900_00))
                .due(inDays(14))
                .chargeLater();
    }
}
