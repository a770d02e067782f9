package io.autocharge.simulation;

import jakarta.inject.Inject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts a service together as the product's container would: by the types of its constructors, over given ports. */
final class Container {

    /** Reading all books each minute would take most of the time of a run. */
    private static final Map<String, String> SETTINGS = Map.of("autocharge.reconciler.every", "PT15M");

    private final Catalogue catalogue;
    private final Map<Class<?>, Object> beans = new HashMap<>();

    Container(Catalogue catalogue, Map<Class<?>, Object> ports) {
        this.catalogue = catalogue;
        beans.putAll(ports);
    }

    void put(Class<?> type, Object bean) {
        beans.put(type, bean);
    }

    /** The one of this type; made now if it is asked for the first time. */
    <T> T get(Class<T> type) {
        var known = beans.get(type);
        if (known == null) {
            known = made(catalogue.implementation(type));
            beans.put(type, known);
        }
        return type.cast(known);
    }

    private Object made(Class<?> type) {
        var known = beans.get(type);
        if (known != null) {
            return known;
        }
        try {
            var constructor = constructor(type);
            constructor.setAccessible(true);
            var bean = constructor.newInstance(Arrays.stream(constructor.getParameters())
                    .map(this::argument)
                    .toArray());
            beans.put(type, bean);
            for (var field : type.getDeclaredFields()) {
                if (field.isAnnotationPresent(Inject.class)) {
                    field.setAccessible(true);
                    field.set(bean, get(field.getType()));
                }
            }
            return bean;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("There is no way to make a " + type, e);
        }
    }

    private static Constructor<?> constructor(Class<?> type) {
        var all = type.getDeclaredConstructors();
        return Arrays.stream(all)
                .filter(one -> one.isAnnotationPresent(Inject.class))
                .findFirst()
                .orElseGet(() -> all.length == 1 ? all[0] : noneOf(type));
    }

    private static Constructor<?> noneOf(Class<?> type) {
        throw new IllegalStateException(type + " does not say which constructor is to be used");
    }

    private Object argument(Parameter parameter) {
        var setting = parameter.getAnnotation(ConfigProperty.class);
        if (setting == null) {
            return get(parameter.getType());
        }
        if (parameter.getType() == Optional.class) {
            return Optional.empty();
        }
        var value = SETTINGS.getOrDefault(setting.name(), setting.defaultValue());
        if (parameter.getType() == int.class) {
            return Integer.parseInt(value);
        }
        return parameter.getType() == String.class ? value : duration(value);
    }

    private static Object duration(String text) {
        return java.time.Duration.parse(text.startsWith("P") ? text : "PT" + text);
    }
}
