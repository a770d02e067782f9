package io.autocharge.runtime.published;

import com.fasterxml.jackson.annotation.JsonValue;
import io.autocharge.contracts.Command;
import io.autocharge.contracts.CommandReply;
import io.autocharge.contracts.Context;
import io.autocharge.contracts.Event;
import io.autocharge.contracts.Id;
import io.autocharge.contracts.MayBeAbsent;
import io.autocharge.contracts.Message;
import io.autocharge.contracts.Money;
import io.autocharge.contracts.WireType;
import io.autocharge.contracts.payment.ChargeTime;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Derives a JSON Schema (2020-12) from each record of the published language. */
final class Schemas {

    static final String ULID = "[0-7][0-9A-HJKMNP-TV-Z]{25}";

    private final Prose prose;

    Schemas(Prose prose) {
        this.prose = prose;
    }

    /** All schemas, by wire type. */
    Map<String, Map<String, Object>> all() {
        var all = new TreeMap<String, Map<String, Object>>();
        for (var context : Context.values()) {
            context.events().forEach(type -> all.put(WireType.of(type), of(WireType.of(type), type)));
            context.commands().forEach(type -> all.put(WireType.of(type), of(WireType.of(type), type)));
        }
        for (var type : CommandReply.class.getPermittedSubclasses()) {
            var name = CommandReply.typeOf(type.asSubclass(CommandReply.class));
            all.put(name, of(name, type));
        }
        return all;
    }

    private Map<String, Object> of(String wireType, Class<?> type) {
        var definitions = new TreeMap<String, Object>();
        var schema = new LinkedHashMap<String, Object>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("$id", "urn:autocharge:" + wireType + ":v1");
        schema.put("title", wireType);
        schema.putAll(object(type, definitions, Command.class.isAssignableFrom(type)));
        if (!definitions.isEmpty()) {
            schema.put("$defs", definitions);
        }
        return schema;
    }

    /** An order with an unknown field is not taken; whoever hears a fact passes over what it does not know. */
    private Map<String, Object> object(Class<?> type, Map<String, Object> definitions, boolean closed) {
        var schema = new LinkedHashMap<String, Object>();
        describe(schema, prose.of(type));
        schema.put("type", "object");
        var required = new ArrayList<String>();
        var properties = new LinkedHashMap<String, Object>();
        for (var component : type.getRecordComponents()) {
            var name = snake(component.getName());
            var property = new LinkedHashMap<>(schema(component.getGenericType(), definitions, closed));
            describe(property, prose.of(type, component.getName()));
            properties.put(name, property);
            if (!mayBeAbsent(component)) {
                required.add(name);
            }
        }
        schema.put("properties", properties);
        schema.put("required", required);
        if (closed) {
            schema.put("additionalProperties", false);
        }
        return schema;
    }

    private Map<String, Object> schema(Type type, Map<String, Object> definitions, boolean closed) {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            return ordered("type", "array", "items", schema(list.getActualTypeArguments()[0], definitions, closed));
        }
        var simple = simple((Class<?>) type);
        if (simple != null) {
            return simple;
        }
        return reference((Class<?>) type, definitions, closed);
    }

    static Map<String, Object> simple(Class<?> type) {
        if (type == String.class) {
            return Map.of("type", "string");
        } else if (type == boolean.class || type == Boolean.class) {
            return Map.of("type", "boolean");
        } else if (type == int.class || type == Integer.class) {
            return ordered("type", "integer", "format", "int32");
        } else if (type == long.class || type == Long.class) {
            return ordered("type", "integer", "format", "int64");
        } else if (type == Instant.class) {
            return ordered("type", "string", "format", "date-time");
        } else if (type == LocalDate.class) {
            return ordered("type", "string", "format", "date");
        } else if (type == ZoneId.class) {
            return ordered(
                    "type",
                    "string",
                    "description",
                    "A time zone of the IANA database.",
                    "examples",
                    List.of("America/New_York"));
        } else if (type == Currency.class) {
            return ordered("type", "string", "description", "A currency of ISO 4217.", "pattern", "^[A-Z]{3}$");
        }
        return null;
    }

    private Map<String, Object> reference(Class<?> type, Map<String, Object> definitions, boolean closed) {
        var name = type.getSimpleName();
        if (!definitions.containsKey(name)) {
            definitions.put(name, Map.of());
            definitions.put(name, definition(type, definitions, closed));
        }
        return ordered("$ref", "#/$defs/" + name);
    }

    private Map<String, Object> definition(Class<?> type, Map<String, Object> definitions, boolean closed) {
        var schema = new LinkedHashMap<String, Object>();
        if (type.isEnum()) {
            describe(schema, prose.of(type));
            schema.put(
                    "enum",
                    Arrays.stream(type.getEnumConstants()).map(Schemas::label).toList());
        } else if (Id.class.isAssignableFrom(type)) {
            describe(schema, prose.of(type));
            schema.put("type", "string");
            schema.put("pattern", "^" + prefix(type) + ULID + "$");
        } else if (type == ChargeTime.class) {
            describe(schema, prose.of(type));
            schema.put("type", "string");
            schema.put("pattern", "^(now|due_date|[0-9]{4}-[0-9]{2}-[0-9]{2})$");
        } else if (type == Money.class) {
            schema.putAll(object(type, definitions, closed));
            amount(schema);
        } else if (type.isRecord()) {
            schema.putAll(object(type, definitions, closed));
        } else {
            throw new IllegalArgumentException("No schema is known for " + type);
        }
        return schema;
    }

    static void amount(Map<String, Object> money) {
        if (money.get("properties") instanceof Map<?, ?> properties
                && properties.get("amount") instanceof Map<?, ?> amount) {
            var bounded = new LinkedHashMap<Object, Object>(amount);
            bounded.put("minimum", 0);
            bounded.put("maximum", 10_000_000_000_000L);
            var all = new LinkedHashMap<Object, Object>(properties);
            all.put("amount", bounded);
            money.put("properties", all);
        }
    }

    private static Object label(Object constant) {
        return Arrays.stream(constant.getClass().getMethods())
                .filter(method -> method.isAnnotationPresent(JsonValue.class))
                .findFirst()
                .map(method -> {
                    try {
                        return method.invoke(constant);
                    } catch (ReflectiveOperationException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .orElse(constant.toString());
    }

    static String prefix(Class<?> id) {
        try {
            Field prefix = id.getDeclaredField("PREFIX");
            prefix.setAccessible(true);
            return (String) prefix.get(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(id + " has no PREFIX", e);
        }
    }

    static boolean mayBeAbsent(RecordComponent component) {
        return component.isAnnotationPresent(MayBeAbsent.class);
    }

    static void describe(Map<String, Object> schema, String words) {
        if (words != null && !words.isEmpty()) {
            schema.put("description", words);
        }
    }

    static String snake(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }

    static Map<String, Object> ordered(Object... namesAndValues) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }

    /** Every kind of message. */
    static List<Class<? extends Message>> messages() {
        var all = new ArrayList<Class<? extends Message>>();
        for (var context : Context.values()) {
            List<Class<? extends Event>> events = context.events();
            all.addAll(events);
            all.addAll(context.commands());
        }
        return all;
    }
}
