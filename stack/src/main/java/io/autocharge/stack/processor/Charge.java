package io.autocharge.stack.processor;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One order to take money, as the processor remembers it. What is kept is the decision; how far a bank payment has got
 * follows from the time that has passed.
 */
record Charge(
        String id,
        String key,
        String reference,
        String token,
        Behaviour behaviour,
        long amount,
        String currency,
        Instant createdAt,
        Instant hiddenUntil) {

    Order order() {
        return new Order(token, null, reference, amount, currency);
    }

    boolean captures() {
        return !behaviour.declines();
    }

    String firstStatus() {
        return behaviour.declines() ? "declined" : behaviour.takesDays() ? "pending" : "succeeded";
    }

    String statusAt(Instant now, Duration settlement) {
        if (!behaviour.takesDays()
                || behaviour == Behaviour.STAYS_PENDING
                || now.isBefore(createdAt.plus(settlement))) {
            return firstStatus();
        }
        return behaviour == Behaviour.SETTLES ? "settled" : "returned";
    }

    Map<String, Object> shown(String status, long refunded) {
        var shown = new LinkedHashMap<String, Object>();
        shown.put("id", id);
        shown.put("reference", reference);
        shown.put("status", status);
        shown.put("decline_code", behaviour.declineCode());
        shown.put("return_code", status.equals("returned") ? behaviour.returnCode() : null);
        shown.put("token", token);
        shown.put("amount", amount);
        shown.put("currency", currency);
        shown.put("amount_refunded", refunded);
        shown.put("created_at", createdAt);
        shown.values().removeIf(value -> value == null);
        return shown;
    }
}
