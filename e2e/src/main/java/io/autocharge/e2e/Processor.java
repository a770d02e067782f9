package io.autocharge.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
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
        var typed = Wire.object()
                .put("number", card.number())
                .put("exp_month", 12)
                .put("exp_year", 2034)
                .put("cvc", "123");
        return token(Wire.object().set("card", typed));
    }

    /** What stands for this account. */
    public String tokenFor(TestBank bank) {
        var typed = Wire.object()
                .put("routing_number", "110000000")
                .put("account_number", bank.number())
                .put("account_type", "checking")
                .put("holder", "Fabrikam");
        return token(Wire.object().set("bank_account", typed));
    }

    /** Every capture that the processor ever made for this charge. */
    public List<JsonNode> captures(String chargeId) {
        var captures =
                wire.get("/sandbox/captures?reference=" + chargeId).expect(200).json();
        return StreamSupport.stream(captures.path("data").spliterator(), false).toList();
    }

    /** Has the next order go wrong in this way; see the sandbox's page. */
    public void nextOrder(String mode) {
        wire.post("/sandbox/faults", Wire.object().put("mode", mode).put("count", 1))
                .expect(201);
    }

    /** Has the next order be answered so late. */
    public void nextOrderTakes(Duration time) {
        var slow = Wire.object().put("mode", "slow").put("count", 1).put("ms", time.toMillis());
        wire.post("/sandbox/faults", slow).expect(201);
    }

    private String token(JsonNode typed) {
        return wire.post("/v1/tokens", typed).expect(201).json().path("token").asText();
    }
}
