package io.autocharge.stack.processor;

import io.autocharge.stack.http.Problem;
import java.util.Currency;

/** An order to take money ({@code token}) or to give money of a charge back ({@code charge}). */
record Order(String token, String charge, String reference, Long amount, String currency) {

    private static final long MOST = 99_999_999_999L;

    Order check() {
        if (reference == null || !reference.matches("[A-Za-z0-9_.:-]{1,200}")) {
            throw new Problem(400, "malformed", "reference is your own id of this order: letters, digits, _ . : -");
        }
        if (amount == null || amount < 1 || amount > MOST) {
            throw new Problem(422, "invalid_amount", "amount is a number of minor units from 1 to " + MOST + ".");
        }
        try {
            Currency.getInstance(currency == null ? "" : currency);
        } catch (IllegalArgumentException e) {
            throw new Problem(422, "invalid_currency", "currency is an ISO 4217 code such as USD.");
        }
        return this;
    }

    /** What must be the same when a key is used again. */
    String content() {
        return String.join("|", String.valueOf(token), String.valueOf(charge), reference, amount.toString(), currency);
    }
}
