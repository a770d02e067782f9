package io.autocharge.runtime.http;

import jakarta.ws.rs.Path;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;

/** The path of a route as its class and its method declare it together. */
final class Templates {

    private Templates() {}

    static String of(Class<?> resource, Method method) {
        return part(resource) + part(method);
    }

    /** With a slash in front and none behind. */
    private static String part(AnnotatedElement declared) {
        var path = declared.getAnnotation(Path.class);
        var words = path == null ? "" : path.value().replaceAll("^/+|/+$", "");
        return words.isEmpty() ? "" : "/" + words;
    }
}
