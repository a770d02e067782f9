package io.autocharge.runtime.http;

import jakarta.ws.rs.QueryParam;

/** Which part of a list is asked for: {@code limit} rows after, or before, a cursor. A {@code @BeanParam}. */
public class PageRequest {

    private static final int MOST = 100;
    private static final int USUAL = 20;

    @QueryParam("limit")
    String limit;

    @QueryParam("after")
    String after;

    @QueryParam("before")
    String before;

    /** The first rows of a list. */
    public static PageRequest first(int limit) {
        return of(limit, null, null);
    }

    /** So many rows after or before a cursor. */
    public static PageRequest of(int limit, String after, String before) {
        var request = new PageRequest();
        request.limit = String.valueOf(limit);
        request.after = after;
        request.before = before;
        return request;
    }

    /** How many rows: 1 to 100, 20 if nothing is said. */
    public int limit() {
        if (limit == null) {
            return USUAL;
        }
        if (!limit.matches("[0-9]{1,3}") || Integer.parseInt(limit) < 1 || Integer.parseInt(limit) > MOST) {
            throw Problem.malformed("A 'limit' from 1 to 100 is expected.");
        }
        return Integer.parseInt(limit);
    }

    /** The cursor after which to start, if any. */
    public String after() {
        if (after != null && before != null) {
            throw Problem.malformed("Either 'after' or 'before' is expected, not both.");
        }
        return after;
    }

    /** The cursor before which to end, if any. */
    public String before() {
        return before;
    }
}
