package io.autocharge.runtime.http;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** All routes that the resources of a service declare, with the right that each asks for: read from the code, not from a list. */
public final class DeclaredRoutes {

    /** One way in. {@code right} is absent where no line of {@link Rights} speaks of it. */
    public record Route(String method, String template, String right, String where) {

        /** Whether it is open to everybody: another proof than a token is asked for there, or none. */
        public boolean isOpen() {
            return Rights.ANYONE.equals(right);
        }

        /** Whether it is for operators alone. */
        public boolean isOfOperators() {
            return Rights.OPERATORS.equals(right);
        }

        /** A path that fits, with {@code word} in the place of each parameter. */
        public String path(String word) {
            return template.replaceAll("\\{[^/]*}", word);
        }
    }

    private DeclaredRoutes() {}

    /** The routes of the service in this package and those that every service has. */
    public static List<Route> of(String own) {
        return of(new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(place -> !place.contains("-tests.jar"))
                .importPackages(own, "io.autocharge.runtime"));
    }

    /** The routes that these classes declare. */
    public static List<Route> of(JavaClasses code) {
        return code.stream()
                .filter(DeclaredRoutes::isResource)
                .map(DeclaredRoutes::loaded)
                .flatMap(resource -> Arrays.stream(resource.getDeclaredMethods())
                        .filter(DeclaredRoutes::isRoute)
                        .map(method -> route(resource, method)))
                .sorted((one, other) -> one.where().compareTo(other.where()))
                .toList();
    }

    /** The scopes that some line asks a token for. */
    public static Set<String> scopes() {
        var scopes = new TreeSet<>(Rights.all());
        scopes.removeAll(Set.of(Rights.ANYONE, Rights.OPERATORS));
        return scopes;
    }

    private static boolean isResource(JavaClass type) {
        return type.isAnnotatedWith(Path.class)
                || type.getMethods().stream().anyMatch(method -> method.isAnnotatedWith(Path.class));
    }

    private static boolean isRoute(Method method) {
        return method.isAnnotationPresent(Path.class) || verb(method) != null;
    }

    /** A method with a path and without a verb leads on to routes that cannot be told before it is called: it has no right. */
    private static Route route(Class<?> resource, Method method) {
        var template = Templates.of(resource, method);
        var verb = verb(method);
        var right = verb == null ? null : Rights.of(verb, template).orElse(null);
        return new Route(verb, template, right, resource.getSimpleName() + "." + method.getName());
    }

    private static String verb(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .filter(Objects::nonNull)
                .map(HttpMethod::value)
                .findFirst()
                .orElse(null);
    }

    private static Class<?> loaded(JavaClass type) {
        try {
            return Class.forName(type.getName(), false, Thread.currentThread().getContextClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
