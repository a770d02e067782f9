package io.autocharge.stack.processor;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Money given back of a charge. */
record Refund(String id, String key, String reference, String charge, long amount, String currency, Instant createdAt) {

    Order order() {
        return new Order(null, charge, reference, amount, currency);
    }

    Map<String, Object> shown() {
        var shown = new LinkedHashMap<String, Object>();
        shown.put("id", id);
        shown.put("reference", reference);
        shown.put("status", "succeeded");
        shown.put("charge", charge);
        shown.put("amount", amount);
        shown.put("currency", currency);
        shown.put("created_at", createdAt);
        return shown;
    }
}
