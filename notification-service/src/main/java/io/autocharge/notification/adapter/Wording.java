package io.autocharge.notification.adapter;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.payment.Method;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;

/** How sums, dates and payment methods are written to customers: in American English. */
final class Wording {

    private static final Locale LOCALE = Locale.US;
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("MMMM d, yyyy", LOCALE);
    private static final Map<String, String> BRANDS = Map.of(
            "visa", "Visa",
            "mastercard", "Mastercard",
            "amex", "American Express",
            "american_express", "American Express",
            "discover", "Discover",
            "diners", "Diners Club",
            "jcb", "JCB",
            "unionpay", "UnionPay");
    private static final Map<String, String> REASONS = Map.ofEntries(
            Map.entry("insufficient_funds", "there was not enough money on the account."),
            Map.entry("R01", "there was not enough money on the account."),
            Map.entry("R09", "there was not enough money on the account."),
            Map.entry("expired_card", "the card has expired."),
            Map.entry("authentication_required", "the bank wants you to confirm the payment yourself."),
            Map.entry("R02", "the account is closed."),
            Map.entry("R03", "the bank could not find the account."),
            Map.entry("R04", "the account number is not valid."),
            Map.entry("R07", "the permission to charge the account was withdrawn."),
            Map.entry("R08", "the payment was stopped."),
            Map.entry("R10", "the payment was reported as not permitted."));

    private Wording() {}

    /** A sum: {@code $40.00}, {@code ¥4,000}. */
    static String money(Money money) {
        var digits = money.currency().getDefaultFractionDigits();
        var format = NumberFormat.getCurrencyInstance(LOCALE);
        format.setCurrency(money.currency());
        format.setMinimumFractionDigits(digits);
        format.setMaximumFractionDigits(digits);
        return format.format(BigDecimal.valueOf(money.amount(), digits));
    }

    /** The day of an instant where the partner is: {@code November 22, 2026}. */
    static String day(Instant instant, ZoneId zone) {
        return DATE.format(instant.atZone(zone));
    }

    /** A calendar date: {@code November 22, 2026}. */
    static String day(LocalDate date) {
        return DATE.format(date);
    }

    /** A payment method: {@code Visa ending in 4242}, {@code Chase checking account ending in 6789}. */
    static String method(Method method) {
        if (method.kind() == Method.Kind.CARD) {
            return brand(method.brand()) + " ending in " + method.last4();
        }
        var bank = method.bankName() == null ? "Bank" : method.bankName();
        var type = method.accountType() == null ? "" : method.accountType() + " ";
        return bank + " " + type + "account ending in " + method.last4();
    }

    /** Why no money moved, as far as it helps the customer: what the processor or bank suspects is not told. */
    static String reason(String code) {
        return REASONS.getOrDefault(code == null ? "" : code, "the bank did not give a reason.");
    }

    /** How a due date lies to a day: {@code is due in 3 days}, {@code is 7 days overdue}. */
    static String dueSince(LocalDate due, LocalDate today) {
        var days = ChronoUnit.DAYS.between(due, today);
        if (days == 0) {
            return "is due today";
        }
        var count = Math.abs(days) == 1 ? "1 day" : Math.abs(days) + " days";
        return days < 0 ? "is due in " + count : "is " + count + " overdue";
    }

    /** One or two letters that stand for a company: {@code NI} for Northwind IT. */
    static String initials(String company) {
        var letters = new StringBuilder();
        for (var word : company.strip().split("[^\\p{L}\\p{N}]+")) {
            if (!word.isEmpty() && letters.codePointCount(0, letters.length()) < 2) {
                letters.appendCodePoint(Character.toUpperCase(word.codePointAt(0)));
            }
        }
        return letters.length() == 0 ? "•" : letters.toString();
    }

    private static String brand(String brand) {
        if (brand == null || brand.isBlank()) {
            return "Card";
        }
        var known = BRANDS.get(brand.toLowerCase(Locale.ROOT));
        return known != null ? known : brand.substring(0, 1).toUpperCase(LOCALE) + brand.substring(1);
    }
}
