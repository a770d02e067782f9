package io.autocharge.web;

import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A sum of money as the pages show it and as payers write it. */
public record Sum(long amount, String currency) {

    private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,11})(?:[.,]([0-9]{1,3}))?");

    /** As the API writes it. */
    public static Sum of(JsonObject json) {
        return new Sum(json.getLong("amount"), json.getString("currency"));
    }

    /** What a payer wrote, such as {@code 80} or {@code 80.00}; nothing if it is no sum in this currency. */
    public static Optional<Sum> written(String text, String currency) {
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

    /** As the API reads it. */
    public JsonObject json() {
        return new JsonObject().put("amount", amount).put("currency", currency);
    }

    /** As people read it: {@code $80.00}. */
    public String shown() {
        return shown(Locale.US);
    }

    /** As people of this locale read it. */
    public String shown(Locale locale) {
        var format = NumberFormat.getCurrencyInstance(locale);
        format.setCurrency(Currency.getInstance(currency));
        format.setMinimumFractionDigits(digits());
        format.setMaximumFractionDigits(digits());
        return format.format(value());
    }

    /** As it stands in a field for a sum: {@code 80.00}. */
    public String plain() {
        return value().toPlainString();
    }

    /** What is left of it when {@code other} is taken away. */
    public Sum minus(Sum other) {
        return new Sum(amount - other.amount, currency);
    }

    /** In whole units: 80.00. */
    BigDecimal value() {
        return BigDecimal.valueOf(amount, digits());
    }

    /** How many decimals the currency has. */
    int digits() {
        return Currency.getInstance(currency).getDefaultFractionDigits();
    }

    /** Whether there is nothing. */
    public boolean zero() {
        return amount == 0;
    }
}
