package io.autocharge.e2e;

import static io.autocharge.e2e.Sandbox.inDays;
import static io.autocharge.e2e.Sandbox.usd;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AsOfBalanceTest {

    @Test
    void the_balance_is_told_as_it_was_at_any_instant() {
        var customer = Sandbox.customerWithCard(Sandbox.partner());
        var invoice = customer.invoice("Firewall", usd(500_00)).due(inDays(14)).chargeLater();
        var created = Sandbox.operator().now();
        invoice.charge(usd(200_00)).now().untilCaptured();
        invoice.untilOutstanding(usd(300_00));
        var partly = Sandbox.operator().now();
        invoice.charge().now().untilCaptured();
        invoice.untilOutstanding(usd(0));

        assertThat(invoice.balance(created).outstanding()).isEqualTo(usd(500_00));
        assertThat(invoice.balance(partly).captured()).isEqualTo(usd(200_00));
        assertThat(invoice.balance(partly).outstanding()).isEqualTo(usd(300_00));
        assertThat(invoice.balance(Sandbox.operator().now()).outstanding()).isEqualTo(usd(0));
        var before = created.minusSeconds(86_400);
        assertThat(invoice.partner()
                        .api()
                        .get(invoice.path() + "/balance?as_of=" + before)
                        .status())
                .isEqualTo(404);
    }
}
