package io.autocharge.stack.http;

import java.util.Map;
import java.util.Optional;

/** One HTTP request, read completely. */
public record Request(
        String method,
        String path,
        Map<String, String> inPath,
        Map<String, String> query,
        Map<String, String> headers,
        byte[] content) {

    /** The body as a record; a body that does not fit is a 400. */
    public <T> T body(Class<T> type) {
        return Json.readBody(content, type);
    }

    /** A header, by its lower-case name. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** A query parameter. */
    public Optional<String> asked(String name) {
        return Optional.ofNullable(query.get(name)).filter(value -> !value.isBlank());
    }

    /** The page size that was asked for, within 1 and the given most. */
    public int limit(int usual, int most) {
        var text = asked("limit").orElse(String.valueOf(usual));
        try {
            var limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= most) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // told below, together with numbers out of range
        }
        throw new Problem(400, "malformed", "limit must be a number from 1 to " + most + ".");
    }
}
