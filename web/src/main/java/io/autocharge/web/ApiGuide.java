package io.autocharge.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The OpenAPI document in the order in which people read it. */
record ApiGuide(String title, String summary, String description, List<Chapter> chapters, List<Thing> things) {

    /** All that can be done with one kind of thing. */
    record Chapter(String name, List<Operation> operations) {}

    /** One thing that can be asked. */
    record Operation(
            String id,
            String method,
            String path,
            String summary,
            String scope,
            List<Field> parameters,
            String body,
            String bodyType,
            List<Answer> answers) {}

    /** One answer that it may get. */
    record Answer(String status, String description, String type) {}

    /** What has a name and a value. */
    record Field(String name, String type, String link, boolean required, String description) {}

    /** A kind of thing that is said, with its fields or with the words that it may be. */
    record Thing(String name, String description, String form, List<Field> fields) {}

    static ApiGuide of(JsonNode document) {
        var chapters = new TreeMap<String, List<Operation>>();
        each(document.path("paths"))
                .forEach(path -> each(path.getValue()).forEach(operation -> chapters.computeIfAbsent(
                                operation.getValue().path("tags").path(0).asText(), tag -> new ArrayList<>())
                        .add(operation(document, path.getKey(), operation.getKey(), operation.getValue()))));
        return new ApiGuide(
                document.path("info").path("title").asText(),
                document.path("info").path("summary").asText(),
                document.path("info").path("description").asText(),
                chapters.entrySet().stream()
                        .map(chapter -> new Chapter(chapter.getKey(), chapter.getValue()))
                        .toList(),
                each(document.path("components").path("schemas")).stream()
                        .map(schema -> thing(schema.getKey(), schema.getValue()))
                        .toList());
    }

    private static Operation operation(JsonNode document, String path, String method, JsonNode operation) {
        var content = first(operation.path("requestBody").path("content"));
        return new Operation(
                operation.path("operationId").asText(),
                method.toUpperCase(Locale.ROOT),
                path,
                operation.path("summary").asText(),
                operation.path("security").path(0).path("oauth2").path(0).asText(),
                items(operation.path("parameters"))
                        .map(parameter -> parameter(resolved(document, parameter)))
                        .toList(),
                content.path("example").isMissingNode()
                        ? ""
                        : content.path("example").toPrettyString(),
                reference(content.path("schema")),
                each(operation.path("responses")).stream()
                        .map(answer -> answer(answer.getKey(), resolved(document, answer.getValue())))
                        .toList());
    }

    private static Answer answer(String status, JsonNode answer) {
        return new Answer(
                status,
                answer.path("description").asText(),
                reference(first(answer.path("content")).path("schema")));
    }

    private static Field parameter(JsonNode parameter) {
        return field(
                parameter.path("name").asText(),
                parameter.path("schema"),
                parameter.path("required").asBoolean(),
                parameter.path("description").asText());
    }

    private static Thing thing(String name, JsonNode schema) {
        var required = items(schema.path("required")).map(JsonNode::asText).toList();
        return new Thing(
                name,
                schema.path("description").asText(),
                type(schema),
                each(schema.path("properties")).stream()
                        .map(property -> field(
                                property.getKey(),
                                property.getValue(),
                                required.contains(property.getKey()),
                                property.getValue().path("description").asText()))
                        .toList());
    }

    private static Field field(String name, JsonNode schema, boolean required, String description) {
        var link = reference(schema);
        var items = reference(schema.path("items"));
        return new Field(name, type(schema), link.isEmpty() ? items : link, required, description);
    }

    private static String type(JsonNode schema) {
        if (schema.has("$ref")) {
            return reference(schema);
        } else if (schema.has("enum")) {
            return String.join(
                    " | ", items(schema.path("enum")).map(JsonNode::asText).toList());
        } else if (schema.has("items")) {
            return "list of " + type(schema.path("items"));
        }
        var format = schema.path("format").asText(schema.path("pattern").asText());
        return schema.path("type").asText() + (format.isEmpty() ? "" : " (" + format + ")");
    }

    private static String reference(JsonNode schema) {
        return schema.path("$ref").asText().replaceFirst(".*/", "");
    }

    private static JsonNode resolved(JsonNode document, JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }

    private static JsonNode first(JsonNode content) {
        return content.isEmpty() ? content : content.iterator().next();
    }

    private static List<Map.Entry<String, JsonNode>> each(JsonNode object) {
        return List.copyOf(object.properties());
    }

    private static Stream<JsonNode> items(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
