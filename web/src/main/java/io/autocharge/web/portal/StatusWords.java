package io.autocharge.web.portal;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Locale;

/** What people call the states of things that the API names in snake_case. */
@Singleton
@Named("words")
public class StatusWords {

    /** {@code partially_paid} is "Partially paid". */
    public String status(Object code) {
        var text = String.valueOf(code).toLowerCase(Locale.ROOT).replace('_', ' ');
        return switch (text) {
            case "captured" -> "Paid";
            case "submitted", "requested", "unknown" -> "On its way";
            case "pending" -> "At the bank";
            case "returned after settlement" -> "Returned";
            default -> text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
        };
    }
}
