package io.autocharge.runtime.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A request that gets no for an answer, as RFC 9457 writes it. It is an answer and no failure: no stack trace. */
public final class Problem extends RuntimeException {

    /** One place of the request that is wrong. {@code pointer} is a JSON pointer (RFC 6901) into the body. */
    public record Fault(String pointer, String detail) {}

    private final int status;
    private final String code;
    private final String type;
    private final transient List<Fault> faults;
    private final transient Map<String, String> headers;

    private Problem(
            int status, String code, String type, String detail, List<Fault> faults, Map<String, String> headers) {
        super(detail, null, false, false);
        this.status = status;
        this.code = code;
        this.type = type;
        this.faults = faults;
        this.headers = headers;
    }

    /** A problem whose type is named like its code. {@code detail} is a sentence for the caller: no value of theirs. */
    public static Problem of(int status, String code, String detail) {
        var type = "/problems/" + code.toLowerCase(Locale.ROOT).replace('_', '-');
        return new Problem(status, code, type, detail, List.of(), Map.of());
    }

    /** There is no such thing, or it belongs to another partner: the answer is the same. */
    public static Problem notFound() {
        return of(404, "not_found", "There is nothing here for you.");
    }

    /** The request cannot be read. */
    public static Problem malformed(String detail) {
        return of(400, "malformed", detail);
    }

    /** The same problem, of a named type. */
    public Problem typed(String slug) {
        return new Problem(status, code, "/problems/" + slug, getMessage(), faults, headers);
    }

    /** The same problem, pointing at a place of the body. */
    public Problem at(String pointer, String detail) {
        return new Problem(status, code, type, getMessage(), List.of(new Fault(pointer, detail)), headers);
    }

    /** The same problem, answered with a header more. */
    public Problem with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Problem(status, code, type, getMessage(), faults, more);
    }

    /** The status of the answer. */
    public int status() {
        return status;
    }

    /** The headers that belong to the answer. */
    public Map<String, String> headers() {
        return headers;
    }

    /** The body of the answer, in the order in which people read it. */
    public Map<String, Object> body(String traceId) {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", type);
        body.put("title", Statuses.title(status));
        body.put("status", status);
        body.put("detail", getMessage());
        body.put("instance", "urn:trace:" + traceId);
        body.put("code", code);
        body.put("trace_id", traceId);
        if (!faults.isEmpty()) {
            body.put("errors", faults);
        }
        return body;
    }
}
