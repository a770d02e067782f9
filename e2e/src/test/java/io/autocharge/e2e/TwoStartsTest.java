package io.autocharge.e2e;

import static io.autocharge.e2e.Sandbox.inDays;
import static io.autocharge.e2e.Sandbox.usd;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TwoStartsTest {

    @Test
    void a_stop_ends_every_process_and_the_second_start_finds_what_was_stored() {
        var partner = Sandbox.partner();
        var customer = Sandbox.customerWithCard(partner);
        var invoice = customer.invoice("Firewall", usd(900_00)).due(inDays(14)).chargeLater();
        invoice.charge(usd(300_00)).now().untilCaptured();
        invoice.untilOutstanding(usd(600_00));
        invoice.receipts(1);
        Sandbox.mailbox(customer).await(invoice.number());
        var before = Sandbox.operator().now();
        var processes = Sandbox.stack().processes();

        Sandbox.stack().stop();
        assertThat(processes).isNotEmpty().noneMatch(ProcessHandle::isAlive);
        Sandbox.stack().start();

        var samePartner = new Partner(Sandbox.addresses(), partner.credentials());
        var sameCustomer = new Customer(samePartner, customer.id(), customer.company(), customer.email());
        var sameInvoice = new Invoice(sameCustomer, invoice.id(), invoice.number());
        assertThat(sameInvoice.balance().outstanding()).isEqualTo(usd(600_00));
        assertThat(Sandbox.operator().now()).isAfter(before);
        sameInvoice.charge().now().untilCaptured();
        sameInvoice.untilOutstanding(usd(0));
        assertThat(sameInvoice.receipts(2))
                .extracting(Receipt::number)
                .containsExactlyInAnyOrder("R-000001", "R-000002");
        assertThat(Sandbox.mailbox(sameCustomer).await(invoice.number(), 2)).hasSize(2);
    }
}
