package io.autocharge.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Nobody sets what is not asked for: each body takes the fields that the OpenAPI document gives it, and no other. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class UnknownFieldsTest {

    /** What somebody would try first. */
    private static final List<String> TEMPTING =
            List.of("id", "partner_id", "status", "outstanding", "total", "scopes", "created_at", "role");

    /** How many of the names that the system knows are tried at each place of each body. */
    private static final int NAMES = Integer.getInteger("autocharge.fields", 12);

    private final Household house = Household.fresh();
    private final List<String> accepted = new ArrayList<>();
    private int tried;

    @Test
    void A2_a_field_that_is_not_declared_is_not_taken() {
        var known = new ArrayList<>(ApiContract.SERVED.fieldNames());
        Collections.shuffle(known, new Random(7));
        for (var operation : ApiContract.SERVED.operations()) {
            operation.example().ifPresent(example -> {
                var names = new ArrayList<>(TEMPTING);
                names.addAll(known.subList(0, Math.min(NAMES, known.size())));
                for (var place : objects(example, "")) {
                    names.stream().distinct().forEach(name -> tryOut(operation, place, name));
                }
            });
        }
        System.out.printf("A2: %,d fields tried that are not declared, %d accepted%n", tried, accepted.size());
        assertThat(accepted).isEmpty();
    }

    private void tryOut(ApiOperation operation, String place, String name) {
        var body = house.filled(operation.example().orElseThrow(), operation.id());
        if (!(body.at(place) instanceof ObjectNode object) || isDeclared(operation.bodySchema(), place, name)) {
            return;
        }
        object.put(name, "x");
        tried++;
        var answer = Patience.send(
                house.partner().api(), operation.method(), house.path(operation, Map.of()), body.toString());
        if (answer.status() != 400 || !answer.json().path("errors").toString().contains(place + "/" + name)) {
            accepted.add(operation.id() + " " + place + "/" + name + ": " + answer.status() + " " + answer.text());
        }
    }

    private static boolean isDeclared(JsonNode schema, String place, String name) {
        var here = ApiContract.SERVED.schema(schema);
        for (var step : place.split("/")) {
            if (!step.isEmpty()) {
                here = ApiContract.SERVED.schema(
                        here.has("items")
                                ? here.path("items")
                                : here.path("properties").path(step));
            }
        }
        return here.path("properties").has(name)
                || here.path("additionalProperties").asBoolean();
    }

    private static List<String> objects(JsonNode node, String pointer) {
        var places = new ArrayList<String>();
        if (node.isObject()) {
            places.add(pointer);
        }
        if (node.isObject()) {
            node.properties()
                    .forEach(field -> places.addAll(objects(field.getValue(), pointer + "/" + field.getKey())));
        } else if (node.isArray() && !node.isEmpty()) {
            places.addAll(objects(node.get(0), pointer + "/0"));
        }
        return places;
    }
}
