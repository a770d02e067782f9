package io.autocharge.runtime.published;

import io.autocharge.contracts.Id;
import io.autocharge.contracts.Money;
import io.autocharge.contracts.Ulid;
import io.autocharge.contracts.customer.CollectionTerms;
import io.autocharge.contracts.invoice.Collection;
import io.autocharge.contracts.invoice.Sums;
import io.autocharge.contracts.payment.AutoPayScope;
import io.autocharge.contracts.payment.ChargeTime;
import io.autocharge.contracts.payment.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;

/** Makes the first sample of a new kind of message, for its golden file; from then on the file is what counts. */
final class Specimens {

    private static final Map<String, Object> WORDS = Map.ofEntries(
            Map.entry("company", "Northwind Dental"),
            Map.entry("customerName", "Northwind Dental"),
            Map.entry("partnerName", "Contoso IT"),
            Map.entry("name", "Ada Lovelace"),
            Map.entry("email", "ada@northwind.example"),
            Map.entry("to", List.of("ada@northwind.example")),
            Map.entry("tags", List.of("dental", "gold")),
            Map.entry("scopes", List.of("invoices:read", "charges:write")),
            Map.entry("externalId", "PSA-4711"),
            Map.entry("invoiceNumber", "INV-1001"),
            Map.entry("memo", "Thank you."),
            Map.entry("description", "Managed firewall, June"),
            Map.entry("reason", "ALREADY_PAID"),
            Map.entry("code", "R01"),
            Map.entry("processorReference", "ch_3K9"),
            Map.entry("processorToken", "tok_visa"),
            Map.entry("secretHash", "c2VjcmV0"),
            Map.entry("tokenHash", "3b64db95cb55c763391c707108489ae18b4112d783300de38e033b4c98c3deaf"),
            Map.entry("about", "inv_01JD0T3N2B9Z1X6V5K8QWERTYZ"),
            Map.entry("finding", "The processor captured 4000 USD that is not on our books."),
            Map.entry("invariant", "I6"),
            Map.entry("takenBy", "ref_01JD0T3N2B9Z1X6V5K8QWERTYZ"),
            Map.entry("requestId", "write-off-7"),
            Map.entry("url", "https://hooks.contoso.example/autocharge"),
            Map.entry("eventTypes", List.of("invoice.paid", "charge.declined")),
            Map.entry("note", "The payment was found and applied."),
            Map.entry("resolution", "The payment was applied."),
            Map.entry("condition", "days_past_due"),
            Map.entry("wanted", "0 days past due, from 2026-06-30 on"),
            Map.entry("seen", "2026-07-01"),
            Map.entry("by", "operators"),
            Map.entry("brand", "visa"),
            Map.entry("last4", "4242"));

    private Specimens() {}

    /** A message in which everything that can be said is said. */
    static Object of(Class<?> record) {
        if (record == Method.class) {
            return new Method(Method.Kind.CARD, "visa", null, "4242", 12, 2030, null);
        }
        if (record == Collection.class) {
            return Collection.charge(ChargeTime.DUE_DATE);
        }
        if (record == Sums.class) {
            return Sums.of(Money.of(10_000, "USD"))
                    .afterPayment(Money.of(6_000, "USD"))
                    .afterRefund(Money.of(4_000, "USD"));
        }
        if (record == AutoPayScope.class) {
            return AutoPayScope.tagged("gold");
        }
        if (record == CollectionTerms.class) {
            return CollectionTerms.usual();
        }
        var components = record.getRecordComponents();
        var values = Arrays.stream(components).map(Specimens::value).toArray();
        try {
            var constructor = record.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("No specimen of " + record, e);
        }
    }

    private static Object value(RecordComponent component) {
        var known = WORDS.get(component.getName());
        if (known != null && component.getType().isInstance(known)) {
            return known;
        }
        if (component.getName().equals("number") && component.getType() == String.class) {
            return "INV-1001";
        }
        return value(component.getGenericType(), component.getName());
    }

    private static Object value(Type type, String name) {
        if (type instanceof ParameterizedType list) {
            return List.of(value(list.getActualTypeArguments()[0], name));
        }
        var plain = (Class<?>) type;
        if (plain == String.class) {
            throw new IllegalStateException("Say what a '" + name + "' looks like.");
        } else if (plain == long.class) {
            return 7L;
        } else if (plain == int.class || plain == Integer.class) {
            return 2;
        } else if (plain == boolean.class || plain == Boolean.class) {
            return true;
        } else if (plain == Instant.class) {
            return Instant.parse("2026-06-01T12:30:00.123Z");
        } else if (plain == LocalDate.class) {
            return LocalDate.of(2026, 6, 30);
        } else if (plain == ZoneId.class) {
            return ZoneId.of("America/New_York");
        } else if (plain == Currency.class) {
            return Currency.getInstance("USD");
        } else if (plain == Money.class) {
            return Money.of(4000, "USD");
        } else if (plain == ChargeTime.class) {
            return ChargeTime.DUE_DATE;
        } else if (plain.isEnum()) {
            return plain.getEnumConstants()[0];
        }
        return Id.class.isAssignableFrom(plain) ? id(plain, name) : of(plain);
    }

    private static Object id(Class<?> type, String name) {
        try {
            var prefix = type.getDeclaredField("PREFIX");
            prefix.setAccessible(true);
            return type.getConstructor(String.class).newInstance(prefix.get(null) + Ulid.derived("golden", name));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
