package io.autocharge.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import io.autocharge.contracts.Money;

/** What an invoice amounts to. */
public record Balance(Money total, Money captured, Money inFlight, Money scheduled, Money outstanding) {

    static Balance of(JsonNode json) {
        return new Balance(
                money(json, "total"),
                money(json, "captured"),
                money(json, "in_flight"),
                money(json, "scheduled"),
                money(json, "outstanding"));
    }

    /** A sum as it stands on the wire. */
    static Money money(JsonNode json, String field) {
        var sum = json.path(field);
        if (!sum.hasNonNull("amount")) {
            throw new Unexpected("a sum in '" + field + "'", json.toString());
        }
        return Money.of(sum.path("amount").asLong(), sum.path("currency").asText());
    }
}
