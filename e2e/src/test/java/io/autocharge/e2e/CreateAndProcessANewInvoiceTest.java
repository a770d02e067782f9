package io.autocharge.e2e;

import static io.autocharge.e2e.Sandbox.inDays;
import static io.autocharge.e2e.Sandbox.usd;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** J3, with its three ways. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CreateAndProcessANewInvoiceTest {

    private final Partner partner = Sandbox.partner();
    private final Customer customer = Sandbox.customerWithCard(partner);

    @Test
    void charge_later_only_creates_the_invoice() {
        var invoice = draft().chargeLater();
        var fence = draft().chargeMethodOnFile("now");
        fence.untilOutstanding(usd(0));

        assertThat(invoice.charges()).isEmpty();
        assertThat(invoice.balance().outstanding()).isEqualTo(usd(180_00));
        assertThat(Sandbox.mailbox(customer).about(invoice.number())).isEmpty();
    }

    @Test
    void email_payment_link_to_customer_mails_it_at_once_and_the_customer_pays_in_part_and_then_in_full() {
        var invoice = draft().emailPaymentLink();

        var mail = Sandbox.mailbox(customer).await(invoice.number());
        var page = new PaymentPage(invoice.paymentLink());

        assertThat(mail.subject()).contains(partner.name());
        assertThat(mail.text()).contains(page.link());
        assertThat(page.show(Sandbox.addresses()).expect(200).text()).contains(invoice.number());
        page.pay(Sandbox.addresses(), TestCard.SUCCEEDS, usd(80_00));
        invoice.untilOutstanding(usd(100_00));
        page.pay(Sandbox.addresses(), TestCard.SUCCEEDS, usd(100_00));
        invoice.untilOutstanding(usd(0));
        assertThat(page.send(Sandbox.addresses(), TestCard.SUCCEEDS, usd(1_00)).status())
                .isIn(409, 410, 422);
    }

    @Test
    void charge_the_method_on_file_now() {
        var invoice = draft().chargeMethodOnFile("now");

        assertThat(invoice.untilOutstanding(usd(0)).captured()).isEqualTo(usd(180_00));
    }

    @Test
    void charge_the_method_on_file_on_the_due_date() {
        var invoice = draft().chargeMethodOnFile("due_date");

        Eventually.eventually(
                "a scheduled charge",
                () -> Optional.of(invoice.balance()).filter(b -> b.scheduled().equals(usd(180_00))),
                invoice::balance);
        var charge = invoice.charges().get(0);
        assertThat(charge.path("status").asText()).isEqualTo("scheduled");
        assertThat(charge.toString()).contains(invoice.dueOn().toString());
    }

    @Test
    void the_method_on_file_cannot_be_charged_if_there_is_none() {
        var other = Sandbox.customer(partner);
        var request = other.invoice("Onboarding", usd(10_00)).due(inDays(3)).json();
        request.put("collection", "charge_method_on_file").put("when", "now");

        assertThat(partner.api().post("/invoices", request).expect(409).code()).isEqualTo("NO_METHOD_ON_FILE");
    }

    @Test
    void the_partners_own_name_for_an_invoice_is_taken_once() {
        var name = "ERP-" + Sandbox.word();
        var first = draft().externalId(name).number("A-1").chargeLater();
        var again = draft().externalId(name).number("A-1").chargeLater();

        assertThat(again.id()).isEqualTo(first.id());
        assertThat(partner.list("/invoices?external_id=" + name)).hasSize(1);
    }

    private InvoiceDraft draft() {
        return customer.invoice("Phone system", usd(180_00)).due(inDays(14));
    }
}
