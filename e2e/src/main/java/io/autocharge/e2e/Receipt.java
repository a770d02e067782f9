package io.autocharge.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import io.autocharge.contracts.Money;

/** The paper for one payment. */
public record Receipt(Partner partner, JsonNode json) {

    /** Its id. */
    public String id() {
        return json.path("id").asText();
    }

    /** Its number, without a gap per partner. */
    public String number() {
        return json.path("number").asText();
    }

    /** The charge that brought the money. */
    public String chargeId() {
        return json.path("charge_id").asText();
    }

    /** The invoice that was paid. */
    public String invoiceId() {
        return json.path("invoice_id").asText();
    }

    /** What was paid. */
    public Money amount() {
        return Balance.money(json, "amount");
    }

    /** The paper itself. */
    public byte[] pdf() {
        var answer = partner.api().get("/receipts/" + id() + "/pdf").expect(200);
        var bytes = answer.bytes();
        if (bytes.length < 5 || bytes[0] != '%' || bytes[1] != 'P') {
            throw new Unexpected("a PDF", answer.text());
        }
        return bytes;
    }
}
