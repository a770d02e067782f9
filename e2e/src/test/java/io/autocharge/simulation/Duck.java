package io.autocharge.simulation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Has an object stand for a port by having its methods, so that a port may grow before the simulation has use for it. */
final class Duck {

    private Duck() {}

    static <T> T as(Class<T> port, Object bird) {
        Map<Method, Method> known = new HashMap<>();
        return port.cast(
                Proxy.newProxyInstance(Duck.class.getClassLoader(), new Class<?>[] {port}, (self, asked, with) -> {
                    var method = known.computeIfAbsent(asked, name -> of(bird, name));
                    try {
                        return method.invoke(bird, with);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private static Method of(Object bird, Method asked) {
        return Arrays.stream(bird.getClass().getDeclaredMethods())
                .filter(method -> method.getName().equals(asked.getName())
                        && Arrays.equals(method.getParameterTypes(), asked.getParameterTypes()))
                .peek(method -> method.setAccessible(true))
                .findFirst()
                .orElseThrow(() -> new UnsupportedOperationException("The simulation has no " + asked));
    }
}
