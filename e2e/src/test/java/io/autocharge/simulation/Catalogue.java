package io.autocharge.simulation;

import io.autocharge.contracts.Context;
import io.autocharge.runtime.ServiceModule;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The classes of a service from which it is put together, found once. */
final class Catalogue {

    private static final Map<Context, Catalogue> ALL = new EnumMap<>(Context.class);

    private final Class<?> module;
    private final List<Class<?>> classes;
    private final Map<Class<?>, Blueprint> blueprints = new HashMap<>();

    private Catalogue(Context context) {
        var title = context.label().substring(0, 1).toUpperCase(java.util.Locale.ROOT)
                + context.label().substring(1);
        try {
            module = Class.forName("io.autocharge." + context.label() + "." + title + "Service");
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
        classes = found(context);
    }

    static synchronized Catalogue of(Context context) {
        return ALL.computeIfAbsent(context, Catalogue::new);
    }

    /** The table of contents. */
    Class<?> module() {
        return module;
    }

    Blueprint blueprint(Class<?> aggregate) {
        return blueprints.computeIfAbsent(aggregate, Blueprint::new);
    }

    /** What the service would inject where {@code type} is asked for. */
    Class<?> implementation(Class<?> type) {
        if (!type.isInterface() && !Modifier.isAbstract(type.getModifiers())) {
            return type;
        }
        var fitting = classes.stream()
                .filter(some -> type.isAssignableFrom(some) && !some.isInterface() && isBean(some))
                .toList();
        if (fitting.size() != 1) {
            throw new IllegalStateException("For " + type + " there is not one in the service, but " + fitting);
        }
        return fitting.get(0);
    }

    private static boolean isBean(Class<?> type) {
        for (Annotation annotation : type.getAnnotations()) {
            if (annotation instanceof Singleton || annotation.annotationType().isAnnotationPresent(Singleton.class)) {
                return true;
            }
        }
        return false;
    }

    private List<Class<?>> found(Context context) {
        var folder = "io/autocharge/" + context.label();
        try {
            var home =
                    module.getProtectionDomain().getCodeSource().getLocation().toURI();
            if (Files.isDirectory(Path.of(home))) {
                return classes(Path.of(home).resolve(folder), Path.of(home));
            }
            try (var jar = FileSystems.newFileSystem(URI.create("jar:" + home), Map.of())) {
                return classes(jar.getPath(folder), jar.getPath(""));
            }
        } catch (URISyntaxException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Class<?>> classes(Path folder, Path root) throws IOException {
        var found = new ArrayList<Class<?>>();
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(file -> file.toString().endsWith(".class"))
                    .sorted()
                    .toList()) {
                var name = root.relativize(file).toString().replace('/', '.').replace('\\', '.');
                found.add(load(name.substring(0, name.length() - ".class".length())));
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return List.copyOf(found);
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, ServiceModule.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
