package io.autocharge.web.portal;

import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Map;

/**
 * A card or bank account that a customer has on file, as people recognise it.
 *
 * @param title such as {@code Visa •••• 4242}
 * @param detail when a card ends, or what kind of account it is
 */
public record OnFile(String id, boolean bank, String title, String detail, boolean byDefault, boolean disabled) {

    private static final Map<String, String> BRANDS =
            Map.of("visa", "Visa", "mastercard", "Mastercard", "amex", "American Express", "discover", "Discover");

    static OnFile of(JsonObject told) {
        var bank = "bank_account".equals(told.getString("kind"));
        var name = bank ? told.getString("bank_name", "Bank account") : brand(told.getString("brand", "Card"));
        return new OnFile(
                told.getString("id", told.getString("payment_method_id")),
                bank,
                name + " •••• " + told.getString("last4"),
                bank ? account(told.getString("account_type", "")) : expiry(told),
                told.getBoolean("default", false),
                told.getBoolean("disabled", false));
    }

    private static String brand(String brand) {
        return BRANDS.getOrDefault(brand, brand.substring(0, 1).toUpperCase(Locale.ROOT) + brand.substring(1));
    }

    private static String account(String type) {
        return type.isEmpty()
                ? "Bank account"
                : type.substring(0, 1).toUpperCase(Locale.ROOT) + type.substring(1) + " account";
    }

    private static String expiry(JsonObject told) {
        return told.getInteger("expiry_month") == null
                ? "Card"
                : String.format("Expires %02d/%d", told.getInteger("expiry_month"), told.getInteger("expiry_year"));
    }
}
