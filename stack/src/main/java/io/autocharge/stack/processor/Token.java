package io.autocharge.stack.processor;

import java.util.LinkedHashMap;
import java.util.Map;

/** A stored card or bank account, without its number. */
record Token(
        String token,
        String kind,
        String brand,
        String bankName,
        String last4,
        Integer expMonth,
        Integer expYear,
        String accountType,
        Behaviour behaviour) {

    Map<String, Object> description() {
        var shown = new LinkedHashMap<String, Object>();
        shown.put("token", token);
        shown.put("kind", kind);
        shown.put("brand", brand);
        shown.put("bank_name", bankName);
        shown.put("last4", last4);
        shown.put("exp_month", expMonth);
        shown.put("exp_year", expYear);
        shown.put("account_type", accountType);
        shown.values().removeIf(value -> value == null);
        return shown;
    }
}
