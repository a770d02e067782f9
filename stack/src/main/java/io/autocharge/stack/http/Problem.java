package io.autocharge.stack.http;

import java.util.LinkedHashMap;

/** A request that is not done, with the reason as RFC 9457 tells it. */
public final class Problem extends RuntimeException {

    private final int status;
    private final String kind;

    public Problem(int status, String kind, String detail) {
        super(detail, null, false, false);
        this.status = status;
        this.kind = kind;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    Answer answer() {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", "/problems/" + kind.replace('_', '-'));
        body.put("title", kind.replace('_', ' '));
        body.put("status", status);
        body.put("detail", getMessage());
        body.put("code", kind);
        return new Answer(status, "application/problem+json", Json.bytes(body), java.util.Map.of());
    }
}
