package io.autocharge.stack.http;

import java.util.Map;
import java.util.TreeMap;

/** What is sent back for a request; {@link #dropped()} sends nothing and cuts the connection. */
public record Answer(int status, String contentType, byte[] body, Map<String, String> headers) {

    private static final Answer DROPPED = new Answer(0, "", new byte[0], Map.of());

    /** An answer with a JSON body. */
    public static Answer json(int status, Object body) {
        return new Answer(status, "application/json", Json.bytes(body), Map.of());
    }

    /** A 200 with a JSON body. */
    public static Answer ok(Object body) {
        return json(200, body);
    }

    /** Bytes of any kind. */
    public static Answer of(String contentType, byte[] body) {
        return new Answer(200, contentType, body, Map.of());
    }

    /** Done, nothing to say. */
    public static Answer empty() {
        return new Answer(204, "", new byte[0], Map.of());
    }

    /** No answer at all: the caller sees a cut connection and cannot know what happened. */
    public static Answer dropped() {
        return DROPPED;
    }

    /** The same answer with one more header. */
    public Answer with(String header, String value) {
        var more = new TreeMap<>(headers);
        more.put(header, value);
        return new Answer(status, contentType, body, more);
    }

    boolean isDropped() {
        return this == DROPPED;
    }
}
