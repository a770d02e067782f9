package io.autocharge.runtime.axon;

import io.autocharge.contracts.Message;
import io.autocharge.runtime.Position;
import java.lang.reflect.Executable;
import java.lang.reflect.Parameter;
import java.util.Optional;
import java.util.function.Function;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.annotation.ClasspathParameterResolverFactory;
import org.axonframework.messaging.annotation.MultiParameterResolverFactory;
import org.axonframework.messaging.annotation.ParameterResolver;
import org.axonframework.messaging.annotation.ParameterResolverFactory;

/** What a handler may ask for behind its message: the {@link Position}, a clock, or a port, by type. */
public final class Parameters implements ParameterResolverFactory {

    private final Function<Class<?>, Optional<?>> beans;

    private Parameters(Function<Class<?>, Optional<?>> beans) {
        this.beans = beans;
    }

    /** Axon's own parameters first, then ours, then {@code beans} by type. */
    public static ParameterResolverFactory with(Function<Class<?>, Optional<?>> beans) {
        return MultiParameterResolverFactory.ordered(
                ClasspathParameterResolverFactory.forClass(Parameters.class), new Parameters(beans));
    }

    @Override
    public ParameterResolver<?> createInstance(Executable executable, Parameter[] parameters, int index) {
        var type = parameters[index].getType();
        if (type == Position.class) {
            return new PositionResolver();
        }
        if (Message.class.isAssignableFrom(type) || type.isPrimitive()) {
            return null;
        }
        return beans.apply(type).map(BeanResolver::new).orElse(null);
    }

    private record BeanResolver(Object bean) implements ParameterResolver<Object> {

        @Override
        public Object resolveParameterValue(org.axonframework.messaging.Message<?> message) {
            return bean;
        }

        @Override
        public boolean matches(org.axonframework.messaging.Message<?> message) {
            return true;
        }
    }

    private static final class PositionResolver implements ParameterResolver<Position> {

        @Override
        public Position resolveParameterValue(org.axonframework.messaging.Message<?> message) {
            return new Position(((TrackedEventMessage<?>) message)
                    .trackingToken()
                    .position()
                    .orElseThrow());
        }

        @Override
        public boolean matches(org.axonframework.messaging.Message<?> message) {
            return message instanceof TrackedEventMessage;
        }
    }
}
