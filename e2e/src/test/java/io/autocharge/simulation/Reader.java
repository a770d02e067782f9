package io.autocharge.simulation;

import io.autocharge.runtime.Position;
import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.annotation.MessageIdentifier;

/**
 * A policy or a view that follows its service's store, in segments of its own. How far it is becomes durable after what it
 * handled; what it cannot handle is parked, with all that comes later of the same aggregate.
 */
final class Reader {

    private record Step(Method method, BiFunction<Fact, Integer, Object> arguments) {}

    private static final Step NONE = new Step(null, null);
    private static final Map<Class<?>, Map<Class<?>, Step>> KNOWN = new HashMap<>();

    private final Object handler;
    private final Store store;
    private final long[] position;
    private final long[] durable;
    private final Map<Class<?>, Step> steps;
    private final Map<String, Deque<Fact>> parked = new LinkedHashMap<>();
    private Fact stuck;
    private RuntimeException why;

    Reader(Object handler, Store store, int segments) {
        this.handler = handler;
        this.store = store;
        this.position = new long[segments];
        this.durable = new long[segments];
        this.steps = KNOWN.computeIfAbsent(handler.getClass(), Reader::read);
    }

    private static Map<Class<?>, Step> read(Class<?> type) {
        var steps = new HashMap<Class<?>, Step>();
        for (var method : type.getDeclaredMethods()) {
            if (method.isAnnotationPresent(EventHandler.class)) {
                method.setAccessible(true);
                steps.put(method.getParameterTypes()[0], new Step(method, arguments(method)));
            }
        }
        return steps;
    }

    private static BiFunction<Fact, Integer, Object> arguments(Method method) {
        var parameters = method.getParameters();
        return (fact, i) -> i == 0 ? fact.event() : argument(parameters[i], fact);
    }

    private static Object argument(Parameter parameter, Fact fact) {
        if (parameter.getType() == Position.class) {
            return new Position(fact.position());
        }
        if (parameter.getType() == TrackingToken.class) {
            return new GlobalSequenceTrackingToken(fact.position());
        }
        if (has(parameter, MessageIdentifier.class)) {
            return fact.id();
        }
        if (has(parameter, SequenceNumber.class)) {
            return fact.sequence();
        }
        if (has(parameter, Timestamp.class) && parameter.getType() == Instant.class) {
            return fact.at();
        }
        throw new UnsupportedOperationException("The simulation does not know what " + parameter + " is");
    }

    private static boolean has(Parameter parameter, Class<? extends Annotation> annotation) {
        return parameter.isAnnotationPresent(annotation);
    }

    String name() {
        return handler.getClass().getSimpleName();
    }

    int segments() {
        return position.length;
    }

    boolean behind(int segment) {
        return position[segment] < store.tail();
    }

    boolean behind() {
        return Arrays.stream(position).anyMatch(place -> place < store.tail());
    }

    /** Handles at most so many events; answers how many concerned it. */
    int read(int segment, int most) {
        var handled = 0;
        while (handled < most && behind(segment)) {
            var fact = store.at(position[segment] + 1);
            if (Math.floorMod(fact.aggregate().hashCode(), position.length) == segment && concerns(fact)) {
                handle(fact);
                handled++;
            }
            position[segment]++;
        }
        return handled;
    }

    /** What is handled so far will not be handled again after a crash. */
    void save() {
        System.arraycopy(position, 0, durable, 0, position.length);
    }

    /** Where it will go on after a crash. */
    void fallBack() {
        System.arraycopy(durable, 0, position, 0, position.length);
    }

    /** Starts from the first event again. */
    void reset() {
        Arrays.fill(position, 0);
    }

    private boolean concerns(Fact fact) {
        return step(fact) != NONE;
    }

    private Step step(Fact fact) {
        return steps.computeIfAbsent(fact.event().getClass(), type -> steps.entrySet().stream()
                .filter(entry -> entry.getKey().isAssignableFrom(type))
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse(NONE));
    }

    private void handle(Fact fact) {
        var waiting = parked.get(fact.aggregate());
        if (waiting != null) {
            if (waiting.stream().noneMatch(one -> one.position() == fact.position())) {
                waiting.add(fact);
            }
            return;
        }
        try {
            invoke(fact);
        } catch (Interrupted e) {
            throw e;
        } catch (RuntimeException e) {
            complain(fact, e);
            parked.computeIfAbsent(fact.aggregate(), id -> new ArrayDeque<>()).add(fact);
        }
    }

    private void invoke(Fact fact) {
        var step = step(fact);
        var arguments = new Object[step.method().getParameterCount()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = step.arguments().apply(fact, i);
        }
        try {
            step.method().invoke(handler, arguments);
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

    /** An operator has it try again what it parked; answers whether nothing is parked any more. */
    boolean retry() {
        for (var queue : parked.values()) {
            try {
                while (!queue.isEmpty()) {
                    invoke(queue.peek());
                    queue.remove();
                }
            } catch (Interrupted e) {
                throw e;
            } catch (RuntimeException e) {
                complain(queue.peek(), e);
            }
        }
        parked.values().removeIf(Deque::isEmpty);
        return parked.isEmpty();
    }

    boolean hasParked() {
        return !parked.isEmpty();
    }

    private void complain(Fact fact, RuntimeException problem) {
        stuck = fact;
        why = problem;
    }

    /** Why something was parked last. */
    String why() {
        return stuck + " → " + why;
    }
}
