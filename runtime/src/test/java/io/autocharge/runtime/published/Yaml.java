package io.autocharge.runtime.published;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Writes maps, lists, texts and numbers as YAML that people like to read. */
final class Yaml {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z/$][A-Za-z0-9 _./()$'+-]*");
    private static final List<String> RESERVED = List.of("true", "false", "null", "yes", "no", "on", "off", "y", "n");

    private final StringBuilder text = new StringBuilder();

    private Yaml() {}

    static String write(Map<String, ?> document) {
        var yaml = new Yaml();
        yaml.map(document, 0, false);
        return yaml.text.toString();
    }

    private void map(Map<?, ?> map, int indent, boolean continued) {
        boolean first = continued;
        for (var entry : map.entrySet()) {
            indent(first ? 0 : indent);
            first = false;
            text.append(scalar(entry.getKey().toString())).append(':');
            value(entry.getValue(), indent);
        }
    }

    private void value(Object value, int indent) {
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            text.append('\n');
            map(map, indent + 2, false);
        } else if (value instanceof List<?> list && !list.isEmpty()) {
            text.append('\n');
            list.forEach(item -> item(item, indent + 2));
        } else if (value instanceof String words && words.contains("\n")) {
            text.append(words.endsWith("\n") ? " |\n" : " |-\n");
            words.lines().forEach(line -> {
                if (!line.isEmpty()) {
                    indent(indent + 2);
                }
                text.append(line).append('\n');
            });
        } else {
            text.append(' ').append(scalar(value)).append('\n');
        }
    }

    private void item(Object item, int indent) {
        indent(indent);
        text.append('-');
        if (item instanceof Map<?, ?> map && !map.isEmpty()) {
            text.append(' ');
            map(map, indent + 2, true);
        } else {
            value(item, indent);
        }
    }

    private static String scalar(Object value) {
        if (value instanceof Map) {
            return "{}";
        } else if (value instanceof List) {
            return "[]";
        } else if (!(value instanceof String words)) {
            return String.valueOf(value);
        } else if (PLAIN.matcher(words).matches()
                && !words.endsWith(" ")
                && !RESERVED.contains(words.toLowerCase(Locale.ROOT))) {
            return words;
        } else {
            return "'" + words.replace("'", "''") + "'";
        }
    }

    private void indent(int spaces) {
        text.append(" ".repeat(spaces));
    }
}
