package io.autocharge.contracts.payment;

import com.fasterxml.jackson.annotation.JsonValue;
import io.autocharge.contracts.MayBeAbsent;
import io.autocharge.contracts.Money;
import java.util.Locale;

/**
 * When an auto-pay rule applies to an invoice: all that are given must hold. Days are calendar dates in the partner's time
 * zone, 0 to 3,650; none at all means at once.
 *
 * @param daysPastDue so many days after the due date; 0 is the due date itself
 * @param daysBeforeDue so many days before the due date
 * @param daysPastCreation so many days after the invoice was created
 * @param outstanding what must be outstanding
 */
public record AutoPayConditions(
        @MayBeAbsent Integer daysPastDue,
        @MayBeAbsent Integer daysBeforeDue,
        @MayBeAbsent Integer daysPastCreation,
        @MayBeAbsent AmountCondition outstanding) {

    private static final int MOST = 3_650;

    /** How a sum compares with another. */
    public enum Comparison {
        EQUAL("="),
        ABOVE(">"),
        BELOW("<");

        private final String sign;

        Comparison(String sign) {
            this.sign = sign;
        }

        /** Its sign, as people write it. */
        public String sign() {
            return sign;
        }

        /** Its name on the wire. */
        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A condition on a sum; one in another currency does not hold. */
    public record AmountCondition(Comparison comparison, Money amount) {

        public AmountCondition {
            if (comparison == null || amount == null) {
                throw new IllegalArgumentException("A condition on an amount needs comparison and amount.");
            }
        }

        /** Whether it holds for {@code sum}. */
        public boolean holds(Money sum) {
            if (!sum.currency().equals(amount.currency())) {
                return false;
            }
            return switch (comparison) {
                case EQUAL -> sum.equals(amount);
                case ABOVE -> sum.exceeds(amount);
                case BELOW -> amount.exceeds(sum);
            };
        }
    }

    public AutoPayConditions {
        inRange(daysPastDue);
        inRange(daysBeforeDue);
        inRange(daysPastCreation);
    }

    /** On the due date, whatever is outstanding. */
    public static AutoPayConditions onDueDate() {
        return new AutoPayConditions(0, null, null, null);
    }

    private static void inRange(Integer days) {
        if (days != null && (days < 0 || days > MOST)) {
            throw new IllegalArgumentException("A number of days is from 0 to 3650.");
        }
    }
}
