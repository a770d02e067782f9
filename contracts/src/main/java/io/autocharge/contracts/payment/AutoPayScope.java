package io.autocharge.contracts.payment;

import com.fasterxml.jackson.annotation.JsonValue;
import io.autocharge.contracts.MayBeAbsent;
import io.autocharge.contracts.customer.CustomerId;
import java.util.List;
import java.util.Locale;

/**
 * For whose invoices an auto-pay rule is.
 *
 * @param customers whose, for the level of customers: 1 to 1,000
 * @param tags a customer needs one of these, for the level of tags: 1 to 100
 */
public record AutoPayScope(Level level, @MayBeAbsent List<CustomerId> customers, @MayBeAbsent List<String> tags) {

    /** How wide it reaches. */
    public enum Level {
        ALL,
        CUSTOMERS,
        TAGS;

        /** Its name on the wire. */
        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public AutoPayScope {
        if (level == null
                || (level == Level.CUSTOMERS) != (customers != null && !customers.isEmpty())
                || (level == Level.TAGS) != (tags != null && !tags.isEmpty())) {
            throw new IllegalArgumentException(
                    "'level' is all, customers or tags; customers come with customers, tags with tags.");
        }
        if (customers != null && customers.size() > 1_000 || tags != null && tags.size() > 100) {
            throw new IllegalArgumentException("A rule names at most 1000 customers or 100 tags.");
        }
    }

    /** Every customer of the partner. */
    public static AutoPayScope all() {
        return new AutoPayScope(Level.ALL, null, null);
    }

    /** These customers. */
    public static AutoPayScope of(CustomerId... customers) {
        return new AutoPayScope(Level.CUSTOMERS, List.of(customers), null);
    }

    /** Customers that have one of these tags. */
    public static AutoPayScope tagged(String... tags) {
        return new AutoPayScope(Level.TAGS, null, List.of(tags));
    }
}
