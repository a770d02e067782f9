package io.autocharge.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What goes wrong with a request between a program and the wire, or is done to it by somebody who looks for a way in. */
final class Mutations {

    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "-1",
            "0",
            "1",
            "0.5",
            "1e3",
            "1e400",
            "-0",
            "9007199254740993",
            "9223372036854775808",
            "10000000000000",
            "10000000000001",
            "2147483648",
            "\"\"",
            "\" \"",
            "\"0\"",
            "\"\\u0000\"",
            "\"\\uD800\"",
            "\"\\u202e\\ud83d\\ude00\"",
            "\"2026-02-30\"",
            "\"0000-01-01\"",
            "\"+999999999-12-31\"",
            "\"9999-12-31\"",
            "\"-999999999-01-01\"",
            "\"9999-12-31T23:59:59.999Z\"",
            "\"now\"",
            "\"due_date\"",
            "\"$ne\"",
            "\"../../etc\"",
            "\"%00\"",
            "\"' or 1=1\"",
            "\"<script>\"",
            "{}",
            "[]",
            "[null]",
            "{\"$gt\": \"\"}",
            "[[[[[[[[]]]]]]]]",
            "\"JPY\"",
            "\"XXX\"",
            "\"EUR\"",
            "{\"amount\": 1, \"currency\": \"JPY\"}",
            "{\"amount\": 10000000000000, \"currency\": \"KWD\"}",
            "{\"amount\": 1}",
            "\"PT0S\"",
            "\"-P1D\"",
            "\"P999999999Y\"",
            "\"http://127.0.0.1/\"",
            "\"https://example.com/hook\"");

    private static final List<String> SEGMENTS = List.of(
            "x",
            "%20",
            "%00",
            "%2e%2e",
            "%2F",
            "%25",
            "%C3%28",
            "%F0%9F%98%80",
            "null",
            "0",
            "-1",
            ".",
            "a.b",
            "$where",
            "cus_",
            "inv_0",
            "*",
            "~");

    private static final List<String> BODIES = List.of(
            "",
            " ",
            "null",
            "[]",
            "{}",
            "\"x\"",
            "7",
            "{",
            "{\"a\":",
            "{\"a\": 1}}",
            "{} {}",
            "\uFEFF{}",
            "nul",
            "{'a': 1}",
            "{\"a\": 1, \"a\": 2}",
            "[".repeat(3000),
            "{\"a\":".repeat(1200),
            "\"" + "x".repeat(66_000) + "\"",
            "\u0000",
            "<xml/>");

    private final Random random;

    Mutations(Random random) {
        this.random = random;
    }

    /** A part of a path, or a value behind the question mark, that nobody means. */
    String segment() {
        return random.nextInt(20) == 0 ? "z".repeat(1 + random.nextInt(9000)) : one(SEGMENTS);
    }

    /** A body that is no such thing at all. */
    String body() {
        return one(BODIES);
    }

    /** The same body with something wrong in it. */
    String broken(JsonNode body) {
        var places = new ArrayList<JsonNode>();
        collect(body, places);
        var holder = places.get(random.nextInt(places.size()));
        if (holder instanceof ObjectNode object && !object.isEmpty()) {
            var names = new ArrayList<String>();
            object.fieldNames().forEachRemaining(names::add);
            var name = one(names);
            switch (random.nextInt(6)) {
                case 0 -> object.remove(name);
                case 1 -> object.set(name + "_", object.get(name));
                case 2 -> object.put(name, "y".repeat(random.nextInt(3000)));
                default -> object.set(name, value());
            }
        } else if (holder instanceof ArrayNode list) {
            if (list.isEmpty() || random.nextBoolean()) {
                list.add(value());
            } else {
                var item = list.get(0);
                for (int i = random.nextInt(300); i > 0; i--) {
                    list.add(item);
                }
            }
        }
        return body.toString();
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private JsonNode value() {
        try {
            return Wire.JSON.readTree(one(VALUES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void collect(JsonNode node, List<JsonNode> into) {
        if (node.isContainerNode()) {
            into.add(node);
            node.forEach(child -> collect(child, into));
        }
    }
}
