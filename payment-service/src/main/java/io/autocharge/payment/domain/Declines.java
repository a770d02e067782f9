package io.autocharge.payment.domain;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.autocharge.contracts.payment.Method;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;

/** What a card network or a bank means by the code with which it says no, code by code, with its source: {@code declines.csv}. */
public final class Declines {

    /** What follows from a code. */
    public enum Ruling {
        /** It may be tried again, within the budgets. */
        SOFT,
        /** This is never tried again with this method. */
        HARD,
        /** Only the customer can help: with a new card or number, an authentication, a new authorisation. */
        CUSTOMER_NEEDED,
        /** The card or account is gone, or its holder forbids it: nothing is ever charged to it again. */
        METHOD_DEAD
    }

    /** One line of the table. */
    public record Row(Method.Kind kind, String code, Ruling ruling, String means, String source) {

        private static Row of(String[] cells) {
            return new Row(
                    Method.Kind.valueOf(cells[0].toUpperCase(Locale.ROOT)),
                    cells[1],
                    Ruling.valueOf(cells[2].toUpperCase(Locale.ROOT)),
                    cells[3],
                    cells[4]);
        }
    }

    private record Key(Method.Kind kind, String code) {}

    private static final Map<Key, Row> TABLE = Table.rows("declines.csv").stream()
            .map(Row::of)
            .collect(toUnmodifiableMap(row -> new Key(row.kind(), row.code()), row -> row));

    private Declines() {}

    /**
     * What follows from this code. One that the table does not have is soft for cards: the networks count all codes that
     * they do not list among those that may be tried again within the budgets. It is hard for bank accounts: Nacha lists
     * the two that may be.
     */
    public static Ruling of(Method.Kind kind, String code) {
        var row = TABLE.get(new Key(kind, code));
        if (row != null) {
            return row.ruling();
        }
        return kind == Method.Kind.CARD ? Ruling.SOFT : Ruling.HARD;
    }

    /** The table as it stands. */
    public static Collection<Row> table() {
        return TABLE.values();
    }
}
