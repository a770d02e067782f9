package io.autocharge.runtime.published;

import static io.autocharge.runtime.published.Schemas.ordered;

import io.autocharge.runtime.http.IdempotencyKey;
import io.autocharge.runtime.http.PageRequest;
import io.autocharge.runtime.http.Rights;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/** What can be asked of one resource: each method with its right, its parameters and every answer that it can get. */
final class Operations {

    private static final String ANYONE = "anyone";
    /** What no app can ask for: operators ask elsewhere, and persons let persons in. */
    private static final Set<String> NOT_FOR_APPS = Set.of("operators", "staff:manage");

    private final Prose prose;
    private final ApiSchemas schemas;
    private final Map<String, Object> examples;

    Operations(Prose prose, ApiSchemas schemas, Map<String, Object> examples) {
        this.prose = prose;
        this.schemas = schemas;
        this.examples = examples;
    }

    /** Adds what a resource answers to the paths that are known so far. */
    void of(Class<?> resource, Map<String, Map<String, Object>> paths) {
        var under = resource.getAnnotation(Path.class).value();
        for (var method : resource.getDeclaredMethods()) {
            var verb = Arrays.stream(method.getAnnotations())
                    .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                    .filter(found -> found != null)
                    .findFirst();
            var template =
                    under + annotated(method, Path.class).map(Path::value).orElse("");
            var right = verb.flatMap(known -> Rights.of(known.value(), template));
            if (right.isPresent() && !NOT_FOR_APPS.contains(right.get())) {
                var path = "/v1" + template;
                paths.computeIfAbsent(path, unused -> new TreeMap<>())
                        .put(
                                verb.get().value().toLowerCase(Locale.ROOT),
                                of(method, path, verb.get().value(), right.get()));
            }
        }
    }

    private Map<String, Object> of(Method method, String path, String verb, String right) {
        var noun = method.getDeclaringClass().getSimpleName().replace("Resource", "");
        var id = Character.toLowerCase(noun.charAt(0))
                + noun.substring(1)
                + Character.toUpperCase(method.getName().charAt(0))
                + method.getName().substring(1);
        var operation = new LinkedHashMap<String, Object>();
        operation.put("operationId", id);
        operation.put("tags", List.of(noun));
        operation.put("summary", summary(method, noun));
        if (!right.equals(ANYONE)) {
            operation.put("security", List.of(ordered("oauth2", List.of(right))));
        } else {
            operation.put("security", List.of());
        }
        var parameters = new ArrayList<Map<String, Object>>();
        Map<String, Object> body = null;
        for (var parameter : method.getParameters()) {
            if (isBody(parameter)) {
                body = body(parameter, id);
            } else {
                parameters.addAll(parameters(parameter));
            }
        }
        // A list that is cut by something else than cursors says itself what "after" is.
        parameters.removeIf(one ->
                own(parameters).contains(one.getOrDefault("$ref", "").toString().replaceFirst(".*/", "")));
        if (!parameters.isEmpty()) {
            operation.put("parameters", parameters);
        }
        if (body != null) {
            operation.put("requestBody", body);
        }
        var answers = new TreeMap<String, Object>();
        answers.putAll(success(method));
        Failures.of(verb, path, right.equals(ANYONE), method, body != null).forEach(answers::put);
        operation.put("responses", answers);
        return operation;
    }

    private static List<Object> own(List<Map<String, Object>> parameters) {
        return parameters.stream().map(one -> one.getOrDefault("name", "-")).toList();
    }

    private String summary(Method method, String noun) {
        var words = noun.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
        return prose.of(method).orElseGet(() -> switch (method.getName()) {
            case "list" -> "Lists what there is: " + words + ", newest first.";
            case "show" -> "Shows one: " + words + ".";
            default ->
                Character.toUpperCase(method.getName().charAt(0))
                        + method.getName().substring(1) + ": " + words + ".";
        });
    }

    private List<Map<String, Object>> parameters(Parameter parameter) {
        if (parameter.getType() == PageRequest.class) {
            return List.of(
                    ordered("$ref", "#/components/parameters/limit"),
                    ordered("$ref", "#/components/parameters/after"),
                    ordered("$ref", "#/components/parameters/before"));
        }
        if (parameter.isAnnotationPresent(HeaderParam.class)) {
            var name = parameter.getAnnotation(HeaderParam.class).value();
            return name.equals("Authorization")
                    ? List.of()
                    : List.of(ordered("$ref", "#/components/parameters/" + name));
        }
        if (parameter.isAnnotationPresent(PathParam.class)) {
            return List.of(ordered(
                    "name",
                    parameter.getAnnotation(PathParam.class).value(),
                    "in",
                    "path",
                    "required",
                    true,
                    "schema",
                    schemas.of(parameter.getType())));
        }
        if (parameter.isAnnotationPresent(QueryParam.class)) {
            return List.of(ordered(
                    "name", parameter.getAnnotation(QueryParam.class).value(),
                    "in", "query",
                    "schema", query(parameter)));
        }
        return List.of();
    }

    private Map<String, Object> query(Parameter parameter) {
        var said = parameter.getAnnotation(Schema.class);
        if (said != null && said.implementation() != Void.class) {
            return schemas.of(said.implementation());
        } else if (said != null && said.enumeration().length > 0) {
            return ordered("type", "string", "enum", List.of(said.enumeration()));
        } else if (said != null && !said.pattern().isEmpty()) {
            return ordered("type", "string", "pattern", said.pattern());
        }
        var schema = new LinkedHashMap<>(schemas.of(parameter.getType()));
        if (parameter.isAnnotationPresent(DefaultValue.class) && parameter.getType() == long.class) {
            schema.put(
                    "default",
                    Long.valueOf(parameter.getAnnotation(DefaultValue.class).value()));
        }
        return schema;
    }

    private Map<String, Object> body(Parameter parameter, String operation) {
        var content = new LinkedHashMap<String, Object>();
        content.put("schema", schemas.of(parameter.getParameterizedType()));
        var example = examples.get(operation);
        if (example == null) {
            throw new IllegalStateException(
                    "Say in openapi-examples.json what a body of " + operation + " looks like.");
        }
        content.put("example", example);
        return ordered("required", true, "content", ordered("application/json", content));
    }

    private Map<String, Object> success(Method method) {
        var schema = annotated(method, APIResponseSchema.class);
        if (schema.isPresent()) {
            return answer(schema.get().responseCode(), schemas.of(schema.get().value()), method);
        }
        var empty = annotated(method, APIResponse.class);
        if (empty.isPresent()) {
            return answer(empty.get().responseCode(), null, method);
        }
        var produces =
                annotated(method, Produces.class).map(found -> found.value()[0]).orElse("application/json");
        if (produces.equals("application/pdf")) {
            return ordered("200", ordered("$ref", "#/components/responses/Paper"));
        }
        if (method.getReturnType() == void.class
                || annotated(method, DELETE.class).isPresent()) {
            return answer("204", null, method);
        }
        if (method.getReturnType() == Response.class) {
            throw new IllegalStateException("Say by @APIResponseSchema what " + method + " answers.");
        }
        return answer("200", schemas.of(method.getGenericReturnType()), method);
    }

    private static Map<String, Object> answer(String status, Map<String, Object> schema, Method method) {
        var answer = new LinkedHashMap<String, Object>();
        var headers = new TreeMap<String, Object>();
        switch (status) {
            case "201" -> {
                answer.put("description", "It was made.");
                headers.put("Location", ordered("$ref", "#/components/headers/Location"));
            }
            case "202" -> {
                answer.put("description", "It was accepted; what comes of it is not known yet.");
                headers.put("Location", ordered("$ref", "#/components/headers/Location"));
            }
            case "204" -> answer.put("description", "It is done.");
            default -> answer.put("description", "This is how it stands.");
        }
        if (Arrays.stream(method.getParameterTypes()).anyMatch(type -> type == IdempotencyKey.class)) {
            headers.put("Idempotency-Replayed", ordered("$ref", "#/components/headers/Idempotency-Replayed"));
        }
        if (Arrays.stream(method.getParameters())
                .map(parameter -> parameter.getAnnotation(HeaderParam.class))
                .anyMatch(header -> header != null && header.value().equals("Prefer"))) {
            headers.put("Preference-Applied", ordered("$ref", "#/components/headers/Preference-Applied"));
        }
        headers.put("ETag", ordered("$ref", "#/components/headers/ETag"));
        answer.put("headers", headers);
        if (schema != null) {
            answer.put("content", ordered("application/json", ordered("schema", schema)));
        }
        return ordered(status, answer);
    }

    private static boolean isBody(Parameter parameter) {
        return Arrays.stream(parameter.getAnnotations())
                        .map(Annotation::annotationType)
                        .noneMatch(type -> type.getPackageName().startsWith("jakarta.ws.rs") || type == Context.class)
                && !parameter.getType().getName().startsWith("jakarta.")
                && !parameter.getType().getName().startsWith("io.vertx.");
    }

    private static <A extends Annotation> Optional<A> annotated(Method method, Class<A> type) {
        return Optional.ofNullable(method.getAnnotation(type));
    }
}
