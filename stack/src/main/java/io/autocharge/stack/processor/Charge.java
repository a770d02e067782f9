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

    /** What the processor keeps: cards 2.9 % and 30 minor units, bank accounts 0.8 % and at most 500. */
    Long fee() {
        if (behaviour.declines()) {
            return null;
        }
        return behaviour.takesDays() ? Math.min(500, thousandths(8)) : thousandths(29) + 30;
    }

    private long thousandths(long count) {
        return (amount * count + 500) / 1_000;
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

    /** As it is shown; {@code returnCode} is that of a return, if it was returned. */
    Map<String, Object> shown(String status, String returnCode, Taken taken) {
        var shown = new LinkedHashMap<String, Object>();
        shown.put("id", id);
        shown.put("reference", reference);
        shown.put("status", status);
        shown.put("decline_code", behaviour.declineCode());
        shown.put("return_code", status.equals("returned") ? returnCode : null);
        shown.put("token", token);
        shown.put("amount", amount);
        shown.put("currency", currency);
        shown.put("fee", fee());
        shown.put("amount_refunded", taken.refunded());
        shown.put("amount_disputed", taken.disputed());
        shown.put("created_at", createdAt);
        shown.values().removeIf(value -> value == null);
        return shown;
    }

    /** What was given back of it, and what is withheld or lost in disputes. */
    record Taken(long refunded, long disputed) {

        static final Taken NOTHING = new Taken(0, 0);
    }
}
