package io.autocharge.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** The OpenAPI document as a judge: what is asked and answered at the edge has to be what it says. */
final class ApiContract {

    /** The one that the edge serves. */
    static final ApiContract SERVED = new ApiContract(read());

    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private static final SchemaValidatorsConfig STRICT =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    private final JsonNode document;
    private final List<ApiOperation> operations = new ArrayList<>();
    private final TreeSet<String> everyAnswer = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<JsonNode, JsonSchema> schemas = new ConcurrentHashMap<>();

    private ApiContract(JsonNode document) {
        this.document = document;
        document.path("paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(operation -> operations.add(
                        ApiOperation.of(document, path.getKey(), operation.getKey(), operation.getValue()))));
        document.path("x-every-answer").forEach(header -> everyAnswer.add(header.asText()));
    }

    List<ApiOperation> operations() {
        return operations;
    }

    ApiOperation operation(String id) {
        return operations.stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** The schema behind a reference, or the schema itself. */
    JsonNode schema(JsonNode schema) {
        return ApiOperation.resolved(document, schema);
    }

    /** Every name that any field of the API has. */
    TreeSet<String> fieldNames() {
        var names = new TreeSet<String>();
        document.path("components")
                .path("schemas")
                .forEach(schema -> schema.path("properties").fieldNames().forEachRemaining(names::add));
        return names;
    }

    /** Objects to an exchange with the edge that is not as it was said to be. */
    void holds(Wire.Exchange exchange) {
        if (exchange.address().getPath().startsWith("/v1/")
                && exchange.address().toString().startsWith(Sandbox.addresses().web())) {
            var objections = objections(exchange);
            if (!objections.isEmpty()) {
                throw new Unexpected(
                        "what the OpenAPI document says of " + exchange.answer().request(),
                        objections + " in " + exchange.answer().status() + " "
                                + exchange.answer().headers().map() + " "
                                + exchange.answer().text());
            }
        }
    }

    /** All that is wrong with it; nothing, if all is well. */
    List<String> objections(Wire.Exchange exchange) {
        var path = exchange.address().getPath();
        var here = operations.stream()
                .filter(one -> one.path().matcher(path).matches())
                .toList();
        if (here.isEmpty()) {
            var known = path.startsWith("/v1/processors/") || path.equals("/v1/openapi.json");
            return known || exchange.answer().status() == 404 || isRefusedUnread(exchange)
                    ? List.of()
                    : List.of("The path is not declared.");
        }
        var operation = here.stream()
                .filter(one -> one.method().equals(exchange.method()))
                .min((a, b) -> a.in("path").size() - b.in("path").size());
        return operation
                .map(one -> objections(one, exchange))
                .orElseGet(() -> List.of(404, 405).contains(exchange.answer().status())
                                || isRefusedUnread(exchange)
                                || List.of("HEAD", "OPTIONS").contains(exchange.method())
                        ? List.of()
                        : List.of("The method is not declared."));
    }

    private static boolean isRefusedUnread(Wire.Exchange exchange) {
        return List.of(400, 401, 406, 413, 414, 415, 422, 429, 431)
                .contains(exchange.answer().status());
    }

    private List<String> objections(ApiOperation operation, Wire.Exchange exchange) {
        var answer = exchange.answer();
        var declared = schema(operation.said().path("responses").path(String.valueOf(answer.status())));
        if (declared.isMissingNode()) {
            return List.of("The status " + answer.status() + " is not declared.");
        }
        var objections = new ArrayList<String>();
        answer.headers().map().forEach((name, values) -> {
            if (!name.startsWith(":") && !everyAnswer.contains(name)) {
                header(declared.path("headers"), name, values).ifPresent(objections::add);
            }
        });
        body(declared.path("content"), answer).ifPresent(objections::add);
        if (answer.status() < 300
                && exchange.body() != null
                && !operation.bodySchema().isMissingNode()) {
            // null says no more than leaving it out
            unfit(operation.bodySchema(), withoutNulls(json(exchange.body())))
                    .ifPresent(why -> objections.add("Taken, but " + why));
        }
        return objections;
    }

    private Optional<String> header(JsonNode declared, String name, List<String> values) {
        return declared.properties().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .findFirst()
                .map(header -> values.stream()
                        .flatMap(value ->
                                unfit(schema(header.getValue()).path("schema"), TextNode.valueOf(value)).stream())
                        .findFirst()
                        .map(why -> "The header " + name + " is not as declared: " + why))
                .orElse(Optional.of("The header " + name + " is not declared."));
    }

    private Optional<String> body(JsonNode content, Answer answer) {
        if (content.isMissingNode()) {
            return answer.bytes().length == 0 ? Optional.empty() : Optional.of("No body is declared.");
        }
        var type = answer.header("Content-Type").toLowerCase(Locale.ROOT).replaceAll("\\s*;.*", "");
        if (!content.has(type)) {
            return Optional.of("The type " + type + " is not declared.");
        }
        return type.endsWith("json") ? unfit(content.path(type).path("schema"), answer.json()) : Optional.empty();
    }

    private Optional<String> unfit(JsonNode schema, JsonNode value) {
        var found = schemas.computeIfAbsent(schema, this::compiled).validate(value);
        return found.isEmpty() ? Optional.empty() : Optional.of(found.toString());
    }

    private JsonSchema compiled(JsonNode schema) {
        var whole = Wire.object();
        whole.set("components", document.path("components"));
        schema.properties().forEach(entry -> whole.set(entry.getKey(), entry.getValue()));
        return SCHEMAS.getSchema(whole, STRICT);
    }

    private static JsonNode withoutNulls(JsonNode value) {
        if (value.isObject()) {
            var kept = Wire.object();
            value.properties().stream()
                    .filter(field -> !field.getValue().isNull())
                    .forEach(field -> kept.set(field.getKey(), withoutNulls(field.getValue())));
            return kept;
        }
        return value;
    }

    private static JsonNode json(String text) {
        try {
            return Wire.JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read() {
        try {
            return Wire.JSON.readTree(Checkout.root()
                    .resolve("web/src/main/resources/openapi.json")
                    .toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
