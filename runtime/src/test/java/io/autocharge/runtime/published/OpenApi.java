package io.autocharge.runtime.published;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The OpenAPI document of all that partner apps can ask for, derived from the resources of the services. */
public final class OpenApi {

    private static final ObjectMapper PLAIN = new ObjectMapper();
    private static final List<String> MODULES =
            List.of("contracts", "customer-service", "invoice-service", "payment-service", "notification-service");

    private OpenApi() {}

    /** The document, as the sources below {@code root} and their compiled classes say it. */
    public static String of(java.nio.file.Path root) {
        var sources = MODULES.stream()
                .map(module -> root.resolve(module).resolve("src/main/java"))
                .toList();
        var prose = new Prose(sources.toArray(java.nio.file.Path[]::new));
        var schemas = new ApiSchemas(prose);
        var operations = new Operations(prose, schemas, read("openapi-examples.json"));
        var paths = new TreeMap<String, Map<String, Object>>();
        resources(sources).forEach(resource -> operations.of(resource, paths));
        var document = read("openapi-frame.json");
        part(document, "paths")
                .forEach((path, item) -> paths.put(path, PLAIN.convertValue(item, new TypeReference<>() {})));
        document.put("paths", paths);
        var all = new TreeMap<>(schemas.all());
        all.putAll(part(part(document, "components"), "schemas"));
        part(document, "components").put("schemas", all);
        return Pretty.json(PLAIN.valueToTree(document));
    }

    private static List<? extends Class<?>> resources(List<java.nio.file.Path> sources) {
        return sources.stream()
                .flatMap(source -> files(source)
                        .filter(file -> file.toString().endsWith("Resource.java"))
                        .map(file -> type(source.relativize(file))))
                .filter(type -> type.isAnnotationPresent(Path.class))
                .sorted(Comparator.comparing(Class::getName))
                .toList();
    }

    private static Stream<java.nio.file.Path> files(java.nio.file.Path folder) {
        try (var walk = Files.walk(folder)) {
            return walk.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> type(java.nio.file.Path file) {
        var name = file.toString().replace(".java", "").replace(java.io.File.separatorChar, '.');
        try {
            return Class.forName(name, false, OpenApi.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("The sources are newer than what was compiled: " + name, e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> part(Map<String, Object> document, String name) {
        return (Map<String, Object>) document.computeIfAbsent(name, unused -> new LinkedHashMap<>());
    }

    private static Map<String, Object> read(String resource) {
        try (var stream = OpenApi.class.getResourceAsStream("/" + resource)) {
            return PLAIN.readValue(stream, new TypeReference<LinkedHashMap<String, Object>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
