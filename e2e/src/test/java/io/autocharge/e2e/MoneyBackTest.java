package io.autocharge.e2e;

import static io.autocharge.e2e.Eventually.eventually;
import static io.autocharge.e2e.Sandbox.inDays;
import static io.autocharge.e2e.Sandbox.usd;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.autocharge.contracts.Money;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Refunds, returns and disputes: each reopens the balance, with a corrected receipt and a mail. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class MoneyBackTest {

    private final Partner partner = Sandbox.partner();
    private final Customer customer = Sandbox.customer(partner);

    @Test
    void a_partial_refund_reopens_the_balance_with_a_corrected_receipt_and_never_exceeds_the_capture() {
        customer.addCard(TestCard.SUCCEEDS);
        var invoice = customer.invoice("Firewall", usd(100_00)).due(inDays(14)).chargeLater();
        var charge = invoice.charge().now();
        charge.untilCaptured();
        invoice.untilOutstanding(usd(0));

        var key = UUID.randomUUID().toString();
        var refund =
                refund(key, charge, usd(40_00)).expect(202).json().path("id").asText();
        assertThat(refund(key, charge, usd(40_00)).json().path("id").asText()).isEqualTo(refund);
        invoice.untilOutstanding(usd(40_00));
        assertThat(refund(UUID.randomUUID().toString(), charge, usd(60_01)).status())
                .isEqualTo(409);

        var corrected = corrected(invoice, "refund");
        assertThat(corrected.path("number").asText()).isEqualTo("R-000002");
        assertThat(Balance.money(corrected, "outstanding")).isEqualTo(usd(40_00));
        Sandbox.mailbox(customer).await("refund");
        assertThat(partner.api()
                        .get("/refunds/" + refund)
                        .expect(200)
                        .json()
                        .path("status")
                        .asText())
                .isEqualTo("succeeded");

        invoice.charge().now().untilCaptured();
        invoice.untilOutstanding(usd(0));
    }

    @Test
    void a_dispute_reopens_the_balance_until_it_is_won_and_pauses_automatic_charges() {
        customer.addCard(TestCard.SUCCEEDS);
        var invoice = customer.invoice("Backup", usd(80_00)).due(inDays(14)).chargeLater();
        var charge = invoice.charge().now();
        charge.untilCaptured();
        invoice.untilOutstanding(usd(0));

        var there = Sandbox.processor().captures(charge.id()).get(0).path("id").asText();
        var dispute = sandbox(
                        "/sandbox/charges/" + there + "/dispute", Wire.object().put("reason", "fraudulent"))
                .path("id")
                .asText();
        invoice.untilOutstanding(usd(80_00));
        corrected(invoice, "dispute");
        untilPaused();

        sandbox("/sandbox/disputes/" + dispute + "/close", Wire.object().put("outcome", "won"));
        invoice.untilOutstanding(usd(0));
        corrected(invoice, "dispute_won");
    }

    @Test
    void a_bank_payment_that_is_taken_back_after_it_settled_reopens_the_balance() {
        customer.addBankAccount(TestBank.SETTLES);
        var invoice = customer.invoice("Helpdesk", usd(60_00)).due(inDays(14)).chargeLater();
        var charge = invoice.charge().now();
        invoice.untilOutstanding(usd(0));

        var there = Sandbox.processor().captures(charge.id()).get(0).path("id").asText();
        sandbox("/sandbox/charges/" + there + "/return", Wire.object().put("code", "R10"));
        invoice.untilOutstanding(usd(60_00));
        corrected(invoice, "return");
        untilPaused();
        assertThat(customer.methods()).hasSize(1);
    }

    private Answer refund(String key, Charge charge, Money amount) {
        var body = Wire.object().put("charge_id", charge.id());
        body.set("amount", Wire.json(amount));
        return partner.api(key).post("/refunds", body);
    }

    /** The receipt of this kind, which corrects that of the payment. */
    private JsonNode corrected(Invoice invoice, String kind) {
        return eventually(
                "a receipt of kind " + kind,
                () -> partner.list("/receipts?invoice_id=" + invoice.id()).stream()
                        .filter(receipt -> receipt.path("kind").asText().equals(kind))
                        .filter(receipt -> !receipt.path("corrects").asText().isEmpty())
                        .findFirst(),
                () -> partner.list("/receipts?invoice_id=" + invoice.id()));
    }

    private void untilPaused() {
        var path = "/customers/" + customer.id() + "/auto-pay";
        eventually(
                "automatic charges are paused",
                () -> Optional.of(partner.api().get(path).expect(200).json())
                        .filter(found -> found.path("paused").asBoolean()),
                () -> partner.api().get(path).text());
    }

    private static JsonNode sandbox(String path, Object body) {
        var answer = Wire.to(Sandbox.addresses().processor()).post(path, body);
        assertThat(answer.status()).as(answer.text()).isBetween(200, 299);
        return answer.json();
    }
}
