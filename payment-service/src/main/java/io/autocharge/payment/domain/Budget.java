package io.autocharge.payment.domain;

import io.autocharge.contracts.payment.Method;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * How often a method may be tried again, as the card networks and Nacha have it: {@code retry-budgets.csv}.
 *
 * @param most so many tries after failed ones
 * @param days within so many days, of 24 hours each, wherever one begins to count
 * @param endsChain whether nothing is tried again later than so many days after its first failure
 */
public record Budget(Method.Kind kind, int most, int days, boolean endsChain, String source) {

    private static final List<Budget> ALL =
            Table.rows("retry-budgets.csv").stream().map(Budget::of).toList();

    /** Those that a card, or a bank account, has to keep. */
    public static List<Budget> of(Method.Kind kind) {
        return ALL.stream().filter(budget -> budget.kind() == kind).toList();
    }

    /** The stretch of time that it speaks of. */
    public Duration within() {
        return Duration.ofDays(days);
    }

    /** Whether it is too late at {@code at} to try again what failed first at {@code first}. */
    boolean isOver(Instant first, Instant at) {
        return endsChain && !at.isBefore(first.plus(within()));
    }

    private static Budget of(String[] cells) {
        return new Budget(
                Method.Kind.valueOf(cells[0].toUpperCase(Locale.ROOT)),
                Integer.parseInt(cells[1]),
                Integer.parseInt(cells[2]),
                cells[3].equals("yes"),
                cells[4]);
    }
}
