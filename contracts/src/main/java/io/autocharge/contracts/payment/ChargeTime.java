package io.autocharge.contracts.payment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;

/** When to charge, as people say it: {@code now}, {@code due_date}, or a date such as {@code 2026-12-31}. */
public record ChargeTime(@JsonValue String value) {

    /** At once. */
    public static final ChargeTime NOW = new ChargeTime("now");

    /** On the invoice's due date, at the partner's cut-off hour. */
    public static final ChargeTime DUE_DATE = new ChargeTime("due_date");

    @JsonCreator
    public ChargeTime {
        if (value == null || !(value.equals("now") || value.equals("due_date") || isDate(value))) {
            throw new IllegalArgumentException("'when' must be now, due_date, or a date such as 2026-12-31.");
        }
    }

    /** On a date, at the partner's cut-off hour. */
    public static ChargeTime on(LocalDate date) {
        return new ChargeTime(date.toString());
    }

    /** The calendar date in the partner's time zone, given what today and the due date are. */
    public LocalDate date(LocalDate today, LocalDate dueOn) {
        if (equals(NOW)) {
            return today;
        }
        return equals(DUE_DATE) ? dueOn : LocalDate.parse(value);
    }

    @Override
    public String toString() {
        return value;
    }

    private static boolean isDate(String value) {
        try {
            return LocalDate.parse(value).toString().equals(value);
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
