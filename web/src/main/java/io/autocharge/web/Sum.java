package io.autocharge.web;

import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A sum of money as the pages show it and as payers write it. */
record Sum(long amount, String currency) {

    private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,11})(?:[.,]([0-9]{1,3}))?");

    static Sum of(JsonObject json) {
        return new Sum(json.getLong("amount"), json.getString("currency"));
    }

    /** What a payer wrote, such as {@code 80} or {@code 80.00}; nothing if it is no sum in this currency. */
    static Optional<Sum> written(String text, String currency) {
        var match = WRITTEN.matcher(text == null ? "" : text.strip());
        if (!match.matches()) {
            return Optional.empty();
        }
        var digits = Currency.getInstance(currency).getDefaultFractionDigits();
        var fraction = match.group(2) == null ? "" : match.group(2);
        if (fraction.length() > digits) {
            return Optional.empty();
        }
        var value = new BigDecimal(match.group(1) + (fraction.isEmpty() ? "" : "." + fraction));
        var minor = value.movePointRight(digits).longValueExact();
        return minor > 0 ? Optional.of(new Sum(minor, currency)) : Optional.empty();
    }

    JsonObject json() {
        return new JsonObject().put("amount", amount).put("currency", currency);
    }

    /** As people read it: {@code $80.00}. */
    public String shown() {
        var format = NumberFormat.getCurrencyInstance(Locale.US);
        var unit = Currency.getInstance(currency);
        format.setCurrency(unit);
        format.setMinimumFractionDigits(unit.getDefaultFractionDigits());
        format.setMaximumFractionDigits(unit.getDefaultFractionDigits());
        return format.format(BigDecimal.valueOf(amount, unit.getDefaultFractionDigits()));
    }

    /** As it stands in a field for a sum: {@code 80.00}. */
    public String plain() {
        return BigDecimal.valueOf(amount, Currency.getInstance(currency).getDefaultFractionDigits())
                .toPlainString();
    }

    /** Whether there is nothing. */
    public boolean zero() {
        return amount == 0;
    }
}
