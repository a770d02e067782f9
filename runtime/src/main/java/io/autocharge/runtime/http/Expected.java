package io.autocharge.runtime.http;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.autocharge.runtime.Json;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.Currency;
import java.util.stream.Collectors;

/** Says what was expected where something else was found, without repeating what was found. */
final class Expected {

    private Expected() {}

    static String instead(JsonMappingException e) {
        var type = e instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null;
        if (type == null) {
            return "This value is not as expected.";
        }
        if (type.isEnum()) {
            return "One of these is expected: "
                    + Arrays.stream(type.getEnumConstants())
                            .map(constant -> Json.STRICT.convertValue(constant, String.class))
                            .collect(Collectors.joining(", "))
                    + ".";
        }
        if (type == LocalDate.class) {
            return "A date such as 2026-12-31 is expected.";
        }
        if (type == Instant.class) {
            return "An instant such as 2026-12-31T18:00:00Z is expected.";
        }
        if (type == Currency.class) {
            return "A currency of ISO 4217, such as USD, is expected.";
        }
        if (ZoneId.class.isAssignableFrom(type)) {
            return "A time zone such as Europe/Berlin is expected.";
        }
        if (type == String.class) {
            return "A text is expected.";
        }
        if (type == long.class || type == int.class || type == Long.class || type == Integer.class) {
            return "A whole number is expected.";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false is expected.";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "A list is expected.";
        }
        return type.isRecord() ? "An object with other fields is expected." : "This value is not as expected.";
    }
}
