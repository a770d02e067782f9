package io.autocharge.contracts.payment;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import io.autocharge.contracts.MayBeAbsent;
import java.util.Locale;

/**
 * What may be known of a card or bank account outside the payment processor (PCI DSS 3.4.1): brand or bank, last four
 * digits, and a card's expiry.
 *
 * @param brand a card's brand, such as {@code visa}; else absent
 * @param bankName a bank account's bank; else absent
 * @param last4 the last four digits of the number
 * @param expiryMonth 1–12, for cards
 * @param expiryYear four digits, for cards
 * @param accountType {@code checking} or {@code savings}, for bank accounts
 */
public record Method(
        Kind kind,
        @MayBeAbsent String brand,
        @MayBeAbsent String bankName,
        String last4,
        @MayBeAbsent Integer expiryMonth,
        @MayBeAbsent Integer expiryYear,
        @MayBeAbsent String accountType) {

    /** What it is. */
    public enum Kind {
        CARD,
        BANK_ACCOUNT;

        /** Its name on the wire. */
        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Method {
        if (kind == null || last4 == null || !last4.matches("[0-9]{4}")) {
            throw new IllegalArgumentException("A payment method needs its kind and the last four digits.");
        }
    }

    /** How it is called on papers: {@code visa ending in 4242}. */
    @JsonIgnore
    public String title() {
        return (kind == Kind.CARD ? brand : bankName) + " ending in " + last4;
    }
}
