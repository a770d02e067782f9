package io.autocharge.stack.processor;

import java.util.LinkedHashMap;
import java.util.Map;

/** A payment that its payer disputes; {@code stage} is opened, won or lost. */
record Dispute(String id, String charge, long amount, String reason, String stage) {

    Dispute closed(String outcome) {
        return new Dispute(id, charge, amount, reason, outcome);
    }

    Map<String, Object> shown() {
        var shown = new LinkedHashMap<String, Object>();
        shown.put("id", id);
        shown.put("charge", charge);
        shown.put("amount", amount);
        shown.put("reason", reason);
        shown.put("status", stage);
        return shown;
    }
}
