package io.autocharge.runtime.published;

import static io.autocharge.runtime.published.Schemas.describe;
import static io.autocharge.runtime.published.Schemas.ordered;
import static io.autocharge.runtime.published.Schemas.snake;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.autocharge.contracts.Id;
import io.autocharge.contracts.Money;
import io.autocharge.contracts.payment.ChargeTime;
import io.autocharge.runtime.Json;
import io.autocharge.runtime.http.Page;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Derives the schemas of what is said over HTTP, all of them closed: a field that is not declared is never sent. */
final class ApiSchemas {

    private final Prose prose;
    private final Map<String, Object> all = new TreeMap<>();
    private final Map<String, Type> owners = new TreeMap<>();

    ApiSchemas(Prose prose) {
        this.prose = prose;
    }

    /** Every schema that was asked for, by its name. */
    Map<String, Object> all() {
        return all;
    }

    /** The schema of a type, or a reference to it. */
    Map<String, Object> of(Type type) {
        if (type instanceof ParameterizedType generic) {
            var raw = (Class<?>) generic.getRawType();
            var arguments = generic.getActualTypeArguments();
            if (Collection.class.isAssignableFrom(raw)) {
                return ordered("type", "array", "items", of(arguments[0]));
            } else if (raw == Map.class) {
                return arguments[1] == Object.class
                        ? ordered("type", "object") // whatever is in it
                        : ordered("type", "object", "additionalProperties", of(arguments[1]));
            } else if (raw == Page.class) {
                return named(name((Class<?>) arguments[0]) + "Page", type, () -> page(arguments[0]));
            }
            throw new IllegalArgumentException("No schema is known for " + type);
        }
        var plain = (Class<?>) type;
        if (plain == Object.class) {
            return ordered("type", "object");
        } else if (plain == Duration.class) {
            return ordered("type", "string", "description", "A duration of ISO 8601, such as PT59.4S.");
        }
        var simple = Schemas.simple(plain);
        return simple != null ? simple : named(name(plain), plain, () -> definition(plain));
    }

    private Map<String, Object> named(String name, Type type, Supplier<Map<String, Object>> schema) {
        var owner = owners.putIfAbsent(name, type);
        if (owner == null) {
            all.put(name, schema.get());
        } else if (!owner.equals(type)) {
            throw new IllegalStateException("Both are called " + name + ": " + owner + ", " + type);
        }
        return ordered("$ref", "#/components/schemas/" + name);
    }

    private Map<String, Object> definition(Class<?> type) {
        var schema = new LinkedHashMap<String, Object>();
        describe(schema, prose.of(type));
        schema.put("type", "string");
        if (type.isEnum()) {
            schema.put("enum", labels(type));
        } else if (Id.class.isAssignableFrom(type)) {
            schema.put("pattern", "^" + Schemas.prefix(type) + Schemas.ULID + "$");
        } else if (type == ChargeTime.class) {
            schema.put("pattern", "^(now|due_date|[0-9]{4}-[0-9]{2}-[0-9]{2})$");
        } else if (type.isRecord()) {
            return object(type);
        } else {
            throw new IllegalArgumentException("No schema is known for " + type);
        }
        return schema;
    }

    private Map<String, Object> object(Class<?> type) {
        var schema = new LinkedHashMap<String, Object>();
        describe(schema, prose.of(type));
        schema.put("type", "object");
        var required = new ArrayList<String>();
        var properties = new LinkedHashMap<String, Object>();
        for (var component : type.getRecordComponents()) {
            if (component.getAccessor().isAnnotationPresent(JsonIgnore.class)) {
                continue;
            }
            var property = new LinkedHashMap<>(property(component));
            describe(property, prose.of(type, component.getName()));
            properties.put(name(component), property);
            if (isRequired(type, component)) {
                required.add(name(component));
            }
        }
        schema.put("properties", properties);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        schema.put("additionalProperties", false);
        if (type == Money.class) {
            Schemas.amount(schema);
        }
        return schema;
    }

    private Map<String, Object> property(RecordComponent component) {
        if (component.getAccessor().isAnnotationPresent(JsonRawValue.class)) {
            return ordered("type", "object");
        }
        return of(component.getGenericType());
    }

    /** In the contracts all is said that is not marked otherwise; elsewhere what says so, and what cannot be absent in Java. */
    private static boolean isRequired(Class<?> type, RecordComponent component) {
        if (type.getName().startsWith("io.autocharge.contracts.")) {
            return !Schemas.mayBeAbsent(component);
        }
        var said = component.getAccessor().getAnnotation(Schema.class);
        return component.getType().isPrimitive() || said != null && said.required();
    }

    private Map<String, Object> page(Type row) {
        var cursor =
                ordered("type", "string", "description", "Where this part starts, or ends; absent if it is empty.");
        return ordered(
                "description",
                "A part of a list, newest first.",
                "type",
                "object",
                "properties",
                ordered(
                        "data", ordered("type", "array", "items", of(row)),
                        "start_cursor", cursor,
                        "end_cursor", cursor,
                        "has_next_page", ordered("type", "boolean"),
                        "has_previous_page", ordered("type", "boolean")),
                "required",
                List.of("data", "has_next_page", "has_previous_page"),
                "additionalProperties",
                false);
    }

    static List<String> labels(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> Json.STRICT.convertValue(constant, String.class))
                .toList();
    }

    private static String name(RecordComponent component) {
        var said = component.getAccessor().getAnnotation(JsonProperty.class);
        return said == null || said.value().isEmpty() ? snake(component.getName()) : said.value();
    }

    /** {@code ChargeResource.Shown} is a Charge; {@code ChargeResource.Order} is a ChargeOrder. */
    private static String name(Class<?> type) {
        var own = type.getSimpleName().replaceFirst("View$", "");
        if (type.getDeclaringClass() == null) {
            return own;
        }
        var outer = name(type.getDeclaringClass()).replaceFirst("Resource$", "");
        if (own.equals("Shown") || outer.endsWith(own)) {
            return outer;
        }
        return own.startsWith(outer.replaceFirst("s$", "")) ? own : outer + own;
    }
}
