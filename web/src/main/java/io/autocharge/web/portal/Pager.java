package io.autocharge.web.portal;

import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Where the newer and the older rows of a list are; null where there are none. */
public record Pager(String newer, String older) {

    /** How many rows a page shows. */
    static final int ROWS = 25;

    /** Of a list that the API gave, shown at {@code path} with these filters. */
    static Pager of(JsonObject list, String path, Map<String, String> filters) {
        return new Pager(
                list.getBoolean("has_previous_page")
                        ? address(path, with(filters, "before", list.getString("start_cursor")))
                        : null,
                list.getBoolean("has_next_page")
                        ? address(path, with(filters, "after", list.getString("end_cursor")))
                        : null);
    }

    /** Whether all there is fits on one page. */
    public boolean isNeeded() {
        return newer != null || older != null;
    }

    /** A path with what is asked for; empty values are left out. */
    static String address(String path, Map<String, String> query) {
        var asked = query.entrySet().stream()
                .filter(part -> part.getValue() != null && !part.getValue().isBlank())
                .map(part -> part.getKey() + "=" + URLEncoder.encode(part.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return asked.isEmpty() ? path : path + "?" + asked;
    }

    static Map<String, String> with(Map<String, String> query, String name, String value) {
        var all = new LinkedHashMap<>(query);
        all.put(name, value);
        return all;
    }
}
