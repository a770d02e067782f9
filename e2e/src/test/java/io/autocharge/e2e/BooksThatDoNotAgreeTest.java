package io.autocharge.e2e;

import static io.autocharge.e2e.Eventually.eventually;
import static io.autocharge.e2e.Sandbox.inDays;
import static io.autocharge.e2e.Sandbox.usd;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** The books, the reconciliation, and what a partner and an operator see of them. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class BooksThatDoNotAgreeTest {

    /** How long what disagrees with the processor has to do so before it counts. */
    private static final Duration LAG = Duration.ofMinutes(15);

    private final Partner partner = Sandbox.partner();
    private final Customer customer = Sandbox.customerWithCard(partner);

    @Test
    void a_payment_made_behind_our_back_stops_automatic_charging_visibly_until_an_operator_takes_it_up_again() {
        var invoice = customer.invoice("Backup", usd(100_00)).due(inDays(14)).chargeLater();
        var charge = invoice.charge(usd(40_00)).now();
        charge.untilCaptured();
        invoice.untilOutstanding(usd(60_00));
        assertThat(standing().path("automatic_charging").asBoolean()).isTrue();

        takeBehindOurBack(charge, 40_00);
        for (int sighting = 0; sighting < 3; sighting++) { // it is looked at again before anything is done
            lookAgain();
        }
        Sandbox.operator().advance(LAG);
        lookAgain();

        var stopped = until("automatic charging stopped", now -> !now.path("automatic_charging")
                .asBoolean());
        assertThat(stopped.at("/stopped/0/invariant").asText()).isEqualTo("I6");
        assertThat(stopped.at("/stopped/0/finding").asText()).contains(charge.id());
        assertThat(invariant(stopped, "I6").path("holds").asBoolean()).isFalse();
        assertThat(invariant(stopped, "I5").path("holds").asBoolean()).isTrue();

        var byHand = invoice.charge().now();
        byHand.untilCaptured(); // who asks for it and sees the answer is not stopped

        var note = Wire.object().put("note", "refunded by hand");
        Sandbox.operator()
                .door("payment")
                .post("/ops/partners/" + partner.id() + "/unfreeze", note)
                .expect(200);
        until("automatic charging again", now -> now.path("automatic_charging").asBoolean());
    }

    @Test
    void a_partner_reads_in_its_journal_what_it_has_coming() {
        var invoice = customer.invoice("Firewall", usd(500_00)).due(inDays(14)).chargeLater();
        invoice.charge(usd(200_00)).now().untilCaptured();
        invoice.untilOutstanding(usd(300_00));
        eventually(
                "books with the payment",
                () -> Optional.of(accounts())
                        .filter(accounts -> account(accounts, "partner_payable") == -200_00
                                && account(accounts, "receivable") == 300_00
                                && account(accounts, "in_transit") == 0),
                this::accounts);
        assertThat(StreamSupport.stream(accounts().spliterator(), false)
                        .mapToLong(account -> account.path("amount").asLong())
                        .sum())
                .isZero();
        assertThat(partner.list("/journal?currency=USD"))
                .extracting(entry -> entry.path("event").asText())
                .contains("invoice.InvoiceCreated", "payment.PartialPaymentCaptured", "invoice.PaymentApplied");
    }

    /** Somebody who has the processor's key charges the same card for the same charge once more. */
    private void takeBehindOurBack(Charge charge, long cents) {
        var order = Wire.object()
                .put("token", Sandbox.processor().tokenFor(TestCard.SUCCEEDS))
                .put("amount", cents)
                .put("currency", "USD")
                .put("reference", charge.id());
        Wire.to(Sandbox.addresses().processor())
                .with("Idempotency-Key", Sandbox.word())
                .post("/v1/charges", order)
                .expect(200);
    }

    /** Lets a minute pass, and waits until the books have been looked at since. */
    private void lookAgain() {
        Sandbox.operator().advance(Duration.ofMinutes(1));
        var now = Sandbox.operator().now();
        eventually(
                "a look at the books after " + now,
                () -> Optional.of(Instant.parse(standing().path("checked_at").asText()))
                        .filter(at -> at.isAfter(now)),
                this::standing);
    }

    private JsonNode until(String expected, Predicate<JsonNode> holds) {
        return eventually(expected, () -> Optional.of(standing()).filter(holds), this::standing);
    }

    private JsonNode standing() {
        return partner.api().get("/reconciliation").expect(200).json();
    }

    private static JsonNode invariant(JsonNode standing, String id) {
        return StreamSupport.stream(standing.path("invariants").spliterator(), false)
                .filter(invariant -> invariant.path("id").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode accounts() {
        var balances = partner.api().get("/journal/balances").expect(200).json();
        return balances.at("/data/0/accounts");
    }

    private static long account(JsonNode accounts, String name) {
        return StreamSupport.stream(accounts.spliterator(), false)
                .filter(account -> account.path("account").asText().equals(name))
                .findFirst()
                .map(account -> account.path("amount").asLong())
                .orElse(0L);
    }
}
