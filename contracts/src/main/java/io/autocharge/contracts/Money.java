package io.autocharge.contracts;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.math.BigDecimal;
import java.util.Currency;

/**
 * A sum in one currency, in integer minor units (cents; 0, 2 or 3 decimals by ISO 4217). Never negative, never above
 * 10,000,000,000,000 minor units.
 */
public record Money(long amount, Currency currency) {

    private static final long MOST = 10_000_000_000_000L;

    public Money {
        if (currency == null || currency.getDefaultFractionDigits() < 0) {
            throw new IllegalArgumentException("A currency of ISO 4217 is expected, such as USD.");
        }
        if (amount < 0 || amount > MOST) {
            throw new IllegalArgumentException("An amount from 0 to 10000000000000 minor units is expected.");
        }
    }

    /** A sum from its minor units and the code of ISO 4217. */
    public static Money of(long minor, String currency) {
        return new Money(minor, Currency.getInstance(currency));
    }

    /** Nothing, in the same currency. */
    public Money zero() {
        return new Money(0, currency);
    }

    /** The sum of both. */
    public Money plus(Money other) {
        return new Money(Math.addExact(amount, sameCurrency(other).amount), currency);
    }

    /**
     * What is left after taking {@code other} away.
     *
     * @throws IllegalArgumentException if {@code other} is the larger
     */
    public Money minus(Money other) {
        return new Money(Math.subtractExact(amount, sameCurrency(other).amount), currency);
    }

    /** So many times this sum. */
    public Money times(long count) {
        return new Money(Math.multiplyExact(amount, count), currency);
    }

    /** The smaller of both. */
    public Money atMost(Money most) {
        return exceeds(most) ? most : this;
    }

    /** Whether this is more than {@code other}. */
    public boolean exceeds(Money other) {
        return amount > sameCurrency(other).amount;
    }

    /** Whether there is anything at all. */
    @JsonIgnore
    public boolean isPositive() {
        return amount > 0;
    }

    /** Whether there is nothing. */
    @JsonIgnore
    public boolean isZero() {
        return amount == 0;
    }

    /** The sum as people write it without regard to language: {@code 40.00 USD}. */
    @Override
    public String toString() {
        return BigDecimal.valueOf(amount, currency.getDefaultFractionDigits()).toPlainString() + " " + currency;
    }

    private Money sameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("Sums in " + currency + " and " + other.currency + " do not mix.");
        }
        return other;
    }
}
