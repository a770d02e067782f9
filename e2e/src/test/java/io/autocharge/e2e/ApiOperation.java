package io.autocharge.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** One thing that the OpenAPI document says can be asked. */
record ApiOperation(String method, String template, Pattern path, JsonNode said, List<Parameter> parameters) {

    /** What goes into the path, behind it or above the body; {@code prefix} is that of the ids that it takes, if it takes ids. */
    record Parameter(String name, String in, boolean required, JsonNode schema, String prefix) {}

    static ApiOperation of(JsonNode document, String template, String method, JsonNode said) {
        var parameters = StreamSupport.stream(said.path("parameters").spliterator(), false)
                .map(parameter -> resolved(document, parameter))
                .map(parameter -> parameter(document, parameter))
                .toList();
        var path = Pattern.compile(template.replaceAll("\\{[^}]+}", "[^/]+"));
        return new ApiOperation(method.toUpperCase(java.util.Locale.ROOT), template, path, said, parameters);
    }

    String id() {
        return said.path("operationId").asText();
    }

    /** The right that it needs; empty if it needs none. */
    String scope() {
        return said.path("security").path(0).path("oauth2").path(0).asText();
    }

    boolean writes() {
        return !method.equals("GET");
    }

    /** Parameters of one place: path, query or header. */
    List<Parameter> in(String place) {
        return parameters.stream().filter(one -> one.in().equals(place)).toList();
    }

    boolean needsKey() {
        return in("header").stream().anyMatch(one -> one.name().equals("Idempotency-Key"));
    }

    /** What its body looks like, if it has one of JSON. */
    Optional<JsonNode> example() {
        return Optional.of(said.path("requestBody")
                        .path("content")
                        .path("application/json")
                        .path("example"))
                .filter(found -> !found.isMissingNode())
                .map(JsonNode::deepCopy);
    }

    JsonNode bodySchema() {
        return said.path("requestBody").path("content").path("application/json").path("schema");
    }

    static JsonNode resolved(JsonNode document, JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }

    private static Parameter parameter(JsonNode document, JsonNode said) {
        var pattern = resolved(document, said.path("schema")).path("pattern").asText();
        var id = Pattern.compile("\\^([a-z]+_)\\[0-7].*").matcher(pattern);
        return new Parameter(
                said.path("name").asText(),
                said.path("in").asText(),
                said.path("required").asBoolean(),
                said.path("schema"),
                id.matches() ? id.group(1) : "");
    }
}
