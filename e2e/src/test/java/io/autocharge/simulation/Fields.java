package io.autocharge.simulation;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.autocharge.runtime.Json;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The fields of records under the names that they have in the database. */
final class Fields {

    private static final PropertyNamingStrategies.SnakeCaseStrategy SNAKE =
            new PropertyNamingStrategies.SnakeCaseStrategy();
    private static final Map<Class<?>, Map<String, RecordComponent>> KNOWN = new HashMap<>();

    private Fields() {}

    /** The values at {@code path}, such as {@code outstanding.amount}; several where a list is on the way. */
    static List<Object> at(Object document, String path) {
        List<Object> found = List.of(document);
        for (var name : path.split("\\.")) {
            var next = new ArrayList<>();
            found.forEach(value -> step(value, name, next));
            found = next;
        }
        return found;
    }

    private static void step(Object value, String name, List<Object> next) {
        if (value instanceof Collection<?> many) {
            many.forEach(one -> step(one, name, next));
        } else if (value instanceof Map<?, ?> map) {
            next.add(map.get(name));
        } else if (value instanceof Record row) {
            var component = of(row.getClass()).get(name);
            if (component == null && name.equals("_id")) {
                component = of(row.getClass()).get("id");
            }
            if (component != null) {
                next.add(get(row, component.getAccessor()));
            }
        }
    }

    /** A copy of {@code document} in which {@code path} is {@code value}. */
    static Object with(Object document, String path, Object value) {
        var dot = path.indexOf('.');
        var name = dot < 0 ? path : path.substring(0, dot);
        var components = document.getClass().getRecordComponents();
        var types = new Class<?>[components.length];
        var values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            components[i].getAccessor().setAccessible(true);
            values[i] = get(document, components[i].getAccessor());
            if (SNAKE.translate(components[i].getName()).equals(name)) {
                values[i] = dot < 0
                        ? Json.TOLERANT.convertValue(value, Json.TOLERANT.constructType(components[i].getGenericType()))
                        : with(values[i], path.substring(dot + 1), value);
            }
        }
        try {
            var constructor = document.getClass().getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object get(Object row, Method accessor) {
        try {
            return accessor.invoke(row);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, RecordComponent> of(Class<?> type) {
        return KNOWN.computeIfAbsent(type, record -> {
            var components = new HashMap<String, RecordComponent>();
            for (var component : record.getRecordComponents()) {
                component.getAccessor().setAccessible(true);
                components.put(SNAKE.translate(component.getName()), component);
            }
            return components;
        });
    }
}
