package io.autocharge.contracts.customer;

import java.util.List;

/**
 * How a partner wants its invoices collected where nobody is asked.
 *
 * @param retryDays on which days after the first failure a charge is tried again: 0 to 10 of them, rising, each 1 to 90
 * @param cardNoticeDays how many days before an automatic charge to a card its customer is told: 0 (not at all) to 60
 * @param bankNoticeDays the same for bank accounts
 * @param reminderDays on which days from the due date (negative: before it) an open invoice is reminded of: 0 to 10 of
 *     them, rising, each −30 to 180
 */
public record CollectionTerms(
        List<Integer> retryDays, int cardNoticeDays, int bankNoticeDays, List<Integer> reminderDays) {

    private static final int MOST_TIMES = 10;

    public CollectionTerms {
        if (retryDays == null || reminderDays == null) {
            throw new IllegalArgumentException("retry_days and reminder_days are needed; they may be empty.");
        }
        retryDays = rising("retry_days", retryDays, 1, 90);
        reminderDays = rising("reminder_days", reminderDays, -30, 180);
        if (cardNoticeDays < 0 || cardNoticeDays > 60 || bankNoticeDays < 0 || bankNoticeDays > 60) {
            throw new IllegalArgumentException("A notice is given 0 to 60 days before.");
        }
    }

    /** What holds until a partner says otherwise. */
    public static CollectionTerms usual() {
        return new CollectionTerms(List.of(1, 3, 5, 7), 3, 10, List.of(-3, 1, 7, 14));
    }

    private static List<Integer> rising(String name, List<Integer> days, int least, int most) {
        var before = least - 1;
        for (var day : days) {
            if (day == null || day <= before || day > most) {
                throw new IllegalArgumentException(
                        name + " are rising numbers of days from " + least + " to " + most + ".");
            }
            before = day;
        }
        if (days.size() > MOST_TIMES) {
            throw new IllegalArgumentException("At most " + MOST_TIMES + " " + name + " are possible.");
        }
        return List.copyOf(days);
    }
}
