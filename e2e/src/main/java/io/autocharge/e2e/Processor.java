package io.autocharge.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;

/** The sandbox's payment processor: gives tokens for card and account numbers, and its journal is the proof. */
public final class Processor {

    private final Wire wire;

    public Processor(Addresses addresses) {
        this.wire = Wire.to(addresses.processor());
    }

    /** What stands for this card. */
    public String tokenFor(TestCard card) {
        var body = Wire.object()
                .put("number", card.number())
                .put("exp_month", 12)
                .put("exp_year", 2034)
                .put("cvc", "123");
        return token(Wire.object().set("card", body));
    }

    /** What stands for this account. */
    public String tokenFor(TestBank bank) {
        var body = Wire.object()
                .put("account_number", bank.number())
                .put("routing_number", "110000000")
                .put("account_type", "checking")
                .put("holder", "A Customer");
        return token(Wire.object().set("bank_account", body));
    }

    /** Every capture that the processor ever made for this charge. */
    public List<JsonNode> captures(String chargeId) {
        var journal =
                wire.get("/sandbox/captures?reference=" + chargeId).expect(200).json();
        return StreamSupport.stream(journal.path("data").spliterator(), false).toList();
    }

    private String token(JsonNode body) {
        return wire.post("/v1/tokens", body).expect(201).json().path("token").asText();
    }
}
