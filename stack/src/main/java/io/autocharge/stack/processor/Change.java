package io.autocharge.stack.processor;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something that has changed, as the feed of events tells it.
 *
 * @param charge which charge
 * @param reference the client's own id of the charge
 * @param part the client's own id of the refund, or our id of the dispute
 */
record Change(
        String type,
        String charge,
        String reference,
        String part,
        long amount,
        String currency,
        String code,
        Long fee,
        Instant at) {

    static Change of(Charge charge, String type, String code, Instant at) {
        var fee = type.equals("charge.succeeded") ? charge.fee() : null;
        return new Change(
                type, charge.id(), charge.reference(), null, charge.amount(), charge.currency(), code, fee, at);
    }

    static Change of(Refund refund, Charge charge, String status, Instant at) {
        var code = status.equals("failed") ? "expired_or_canceled_card" : null;
        return new Change(
                "refund." + status,
                charge.id(),
                charge.reference(),
                refund.reference(),
                refund.amount(),
                refund.currency(),
                code,
                null,
                at);
    }

    static Change of(Dispute dispute, Charge charge, String stage, Instant at) {
        return new Change(
                "dispute." + stage,
                charge.id(),
                charge.reference(),
                dispute.id(),
                dispute.amount(),
                charge.currency(),
                dispute.reason(),
                null,
                at);
    }

    boolean is(String other) {
        return type.equals(other);
    }

    Map<String, Object> shown(int n) {
        var shown = new LinkedHashMap<String, Object>();
        shown.put("id", "ev_" + n);
        shown.put("type", type);
        shown.put("charge", charge);
        shown.put("reference", reference);
        shown.put("part", part);
        shown.put("amount", amount);
        shown.put("currency", currency);
        shown.put("code", code);
        shown.put("fee", fee);
        shown.put("created_at", at);
        shown.values().removeIf(value -> value == null);
        return shown;
    }
}
