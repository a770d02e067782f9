package io.autocharge.stack.processor;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Money given back of a charge; {@code first} is what was decided at once, {@code succeeded} if nothing is said. */
record Refund(
        String id,
        String key,
        String reference,
        String charge,
        long amount,
        String currency,
        Instant createdAt,
        String first) {

    Order order() {
        return new Order(null, charge, reference, amount, currency);
    }

    String firstStatus() {
        return first == null ? "succeeded" : first;
    }

    Map<String, Object> shown(String status) {
        var shown = new LinkedHashMap<String, Object>();
        shown.put("id", id);
        shown.put("reference", reference);
        shown.put("status", status);
        if (status.equals("failed")) {
            shown.put("failure_code", "expired_or_canceled_card");
        }
        shown.put("charge", charge);
        shown.put("amount", amount);
        shown.put("currency", currency);
        shown.put("created_at", createdAt);
        return shown;
    }
}
