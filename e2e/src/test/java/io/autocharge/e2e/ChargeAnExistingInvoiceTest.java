package io.autocharge.e2e;

import static io.autocharge.e2e.Sandbox.inDays;
import static io.autocharge.e2e.Sandbox.usd;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** J1. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ChargeAnExistingInvoiceTest {

    private final Partner partner = Sandbox.partner();
    private final Customer customer = Sandbox.customerWithCard(partner);

    @Test
    void it_is_charged_now_with_the_stored_method() {
        var invoice = invoice();

        var charge = invoice.charge().now();

        charge.untilCaptured();
        assertThat(invoice.untilOutstanding(usd(0)).captured()).isEqualTo(usd(240_00));
        assertThat(Sandbox.processor().captures(charge.id())).hasSize(1);
    }

    @Test
    void it_is_charged_with_a_method_that_is_added_meanwhile() {
        var invoice = invoice();
        var bank = customer.addBankAccount(TestBank.STAYS_PENDING);

        invoice.charge().with(bank).now().until("pending");

        assertThat(invoice.balance().inFlight()).isEqualTo(usd(240_00));
        assertThat(bank.title()).isEqualTo("Sandbox Bank ending in 2227");
    }

    @Test
    void a_bank_payment_counts_when_it_has_settled() {
        var invoice = invoice();
        var bank = customer.addBankAccount(TestBank.SETTLES);

        invoice.charge().with(bank).now().untilCaptured();

        invoice.untilOutstanding(usd(0));
        assertThat(invoice.receipts(1)).hasSize(1);
    }

    @Test
    void a_bank_payment_that_is_returned_leaves_the_invoice_open() {
        var invoice = invoice();
        var bank = customer.addBankAccount(TestBank.RETURNS_R01);

        var charge = invoice.charge().with(bank).now();

        assertThat(charge.until("returned").path("reason").asText()).isEqualTo("R01");
        invoice.untilOutstanding(usd(240_00));
        assertThat(Sandbox.mailbox(customer).await(invoice.number()).subject()).isNotEmpty();
        assertThat(partner.receipts(invoice)).isEmpty();
    }

    @Test
    void it_is_charged_on_the_due_date_at_the_partners_cut_off_hour() {
        var invoice = invoice();
        var charge = invoice.charge().onDueDate();
        charge.until("scheduled");
        assertThat(invoice.balance().outstanding()).isEqualTo(usd(240_00));

        passCutOffOf(invoice);

        charge.untilCaptured();
        invoice.untilOutstanding(usd(0));
    }

    @Test
    void a_charge_on_a_date_can_be_canceled_until_it_is_submitted() {
        var invoice = invoice();
        var charge = invoice.charge().on(inDays(20));
        charge.until("scheduled");

        assertThat(charge.cancel().status()).isBetween(200, 204);

        charge.until("canceled");
        var other = invoice.charge().now();
        other.untilCaptured();
        invoice.untilOutstanding(usd(0));
        assertThat(other.cancel().expect(409).code()).isEqualTo("ALREADY_ENDED");
    }

    @Test
    void a_declined_charge_leaves_the_invoice_open_and_says_why() {
        var invoice = invoice();
        var bad = customer.addCard(TestCard.INSUFFICIENT_FUNDS);

        var charge = invoice.charge().with(bad).now();

        assertThat(charge.until("declined").toString()).contains("insufficient_funds");
        invoice.untilOutstanding(usd(240_00));
        invoice.charge().now().untilCaptured();
        invoice.untilOutstanding(usd(0));
    }

    @Test
    void an_unknown_outcome_is_asked_again_under_the_same_id_and_captured_once() {
        var invoice = invoice();
        Sandbox.processor().nextOrder("drop_after");

        var charge = invoice.charge().now();

        charge.untilCaptured();
        invoice.untilOutstanding(usd(0));
        assertThat(Sandbox.processor().captures(charge.id())).hasSize(1);
    }

    @Test
    void the_same_request_said_twice_is_one_charge() {
        var invoice = invoice();
        var key = Sandbox.word();
        var order = invoice.charge(usd(40_00));

        var first = order.send(key, "now").expect(202).json().path("id").asText();
        var second = order.send(key, "now").expect(202).json().path("id").asText();
        var other = invoice.charge(usd(41_00)).send(key, "now");

        assertThat(second).isEqualTo(first);
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.json().path("type").asText()).endsWith("/problems/idempotency-key-reused");
        invoice.untilOutstanding(usd(200_00));
        assertThat(Sandbox.processor().captures(first)).hasSize(1);
    }

    private Invoice invoice() {
        return customer.invoice("Managed backup", usd(240_00)).due(inDays(14)).chargeLater();
    }

    private static void passCutOffOf(Invoice invoice) {
        var cutOff = ZonedDateTime.of(invoice.dueOn().atTime(Sandbox.CUT_OFF_HOUR, 0), Sandbox.ZONE);
        var left = Duration.between(Sandbox.operator().now(), cutOff.toInstant());
        Sandbox.operator().advance(Duration.ofSeconds(left.toSeconds() + 60));
    }
}
