package io.autocharge.e2e;

import static io.autocharge.e2e.Eventually.eventually;

import com.fasterxml.jackson.databind.JsonNode;
import io.autocharge.contracts.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** A sum that a customer owes its partner. */
public record Invoice(Customer customer, String id, String number) {

    /** Charges this much of it, at a time still to be said. */
    public ChargeOrder charge(Money amount) {
        return new ChargeOrder(this, amount, null);
    }

    /** Charges all that is outstanding, at a time still to be said. */
    public ChargeOrder charge() {
        return new ChargeOrder(this, null, null);
    }

    /** What it amounts to now. */
    public Balance balance() {
        return Balance.of(partner().api().get(path() + "/balance").expect(200).json());
    }

    /** What it amounted to then. */
    public Balance balance(Instant asOf) {
        return Balance.of(partner()
                .api()
                .get(path() + "/balance?as_of=" + asOf)
                .expect(200)
                .json());
    }

    /** Waits until so much is outstanding and nothing is in flight. */
    public Balance untilOutstanding(Money outstanding) {
        return eventually(
                outstanding + " outstanding on " + number,
                () -> Optional.of(balance())
                        .filter(b -> b.outstanding().equals(outstanding)
                                && b.inFlight().isZero()),
                this::balance);
    }

    /** The receipts for its payments, once there are so many. */
    public List<Receipt> receipts(int count) {
        return eventually(
                count + " receipts for " + number,
                () -> Optional.of(partner().receipts(this)).filter(found -> found.size() >= count),
                () -> partner().receipts(this));
    }

    /** Where the customer can pay without signing in. */
    public String paymentLink() {
        return eventually(
                "a payment link for " + number,
                () -> Optional.of(partner().api().get(path() + "/payment-link"))
                        .filter(answer -> answer.status() == 200)
                        .map(answer -> answer.json().path("url").asText()),
                () -> partner().api().get(path() + "/payment-link").text());
    }

    /** Its charges. */
    public List<JsonNode> charges() {
        return partner().list("/charges?limit=100&invoice_id=" + id).stream()
                .filter(charge -> charge.path("invoice_id").asText().equals(id))
                .toList();
    }

    /** Its own history. */
    public JsonNode events() {
        return partner().api().get(path() + "/events").expect(200).json();
    }

    /** Puts it away unpaid. */
    public void archive() {
        partner().api().delete(path()).expect(204);
    }

    /** The invoice as the API shows it. */
    public JsonNode show() {
        return partner().api().get(path()).expect(200).json();
    }

    /** When it is due. */
    public LocalDate dueOn() {
        return LocalDate.parse(show().path("due_date").asText());
    }

    Partner partner() {
        return customer.partner();
    }

    /** Its path in the API. */
    String path() {
        return "/invoices/" + id;
    }
}
