package io.autocharge.simulation;

import io.autocharge.contracts.Command;
import io.autocharge.contracts.Event;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateMember;
import org.axonframework.modelling.command.CreationPolicy;

/** What an aggregate's class says of how it decides and evolves, read once from its annotations. */
final class Blueprint {

    /** A method of the aggregate or of one of its members; {@code path} leads to it. */
    private record Step(List<Field> path, Method method) {

        Object on(Object root, Object... arguments) {
            try {
                var target = root;
                for (var field : path) {
                    target = field.get(target);
                }
                return method.invoke(target, arguments);
            } catch (InvocationTargetException e) {
                if (e.getCause() instanceof RuntimeException cause) {
                    throw cause;
                }
                if (e.getCause() instanceof Error cause) {
                    throw cause;
                }
                throw new IllegalStateException(e.getCause());
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private final Class<?> type;
    private final Constructor<?> constructor;
    private final Map<Class<?>, Step> deciders = new HashMap<>();
    private final Map<Class<?>, List<Step>> evolvers = new HashMap<>();

    Blueprint(Class<?> type) {
        this.type = type;
        try {
            constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(type + " cannot be made from nothing", e);
        }
        read(type, List.of());
    }

    private void read(Class<?> part, List<Field> path) {
        for (var method : part.getDeclaredMethods()) {
            method.setAccessible(true);
            if (method.isAnnotationPresent(CommandHandler.class)) {
                deciders.put(method.getParameterTypes()[0], new Step(path, method));
            }
            if (method.isAnnotationPresent(EventSourcingHandler.class)) {
                evolvers.computeIfAbsent(method.getParameterTypes()[0], event -> new ArrayList<>())
                        .add(new Step(path, method));
            }
        }
        for (var field : part.getDeclaredFields()) {
            if (field.isAnnotationPresent(AggregateMember.class)) {
                field.setAccessible(true);
                var deeper = new ArrayList<>(path);
                deeper.add(field);
                read(field.getType(), deeper);
            }
        }
    }

    Class<?> type() {
        return type;
    }

    /** The commands that it decides. */
    Set<Class<?>> commands() {
        return deciders.keySet();
    }

    /** What its commands ask for besides themselves. */
    Set<Class<?>> ports() {
        var ports = new LinkedHashSet<Class<?>>();
        deciders.values().forEach(step -> {
            var types = step.method().getParameterTypes();
            ports.addAll(List.of(types).subList(1, types.length));
        });
        return ports;
    }

    Object blank() {
        try {
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether a command of this type may be the first that the aggregate ever gets. */
    boolean creates(Class<?> command) {
        var policy = deciders.get(command).method().getAnnotation(CreationPolicy.class);
        return policy != null && policy.value() != AggregateCreationPolicy.NEVER;
    }

    void decide(Object root, Command command, Function<Class<?>, ?> ports) {
        var step = deciders.get(command.getClass());
        var types = step.method().getParameterTypes();
        var arguments = new Object[types.length];
        arguments[0] = command;
        for (int i = 1; i < types.length; i++) {
            arguments[i] = ports.apply(types[i]);
        }
        step.on(root, arguments);
    }

    void evolve(Object root, Event event) {
        for (var step : evolvers.computeIfAbsent(event.getClass(), this::inherited)) {
            step.on(root, event);
        }
    }

    private List<Step> inherited(Class<?> event) {
        return evolvers.entrySet().stream()
                .filter(entry -> entry.getKey().isAssignableFrom(event))
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse(List.of());
    }
}
