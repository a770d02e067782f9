package io.autocharge.runtime.http;

import java.util.List;
import java.util.function.Function;

/** A part of a list, newest first. The cursors say where it starts and ends; rows added meanwhile do not move it. */
public record Page<T>(
        List<T> data, String startCursor, String endCursor, boolean hasNextPage, boolean hasPreviousPage) {

    /** The same part, each row shown another way. */
    public <R> Page<R> map(Function<T, R> show) {
        return new Page<>(data.stream().map(show).toList(), startCursor, endCursor, hasNextPage, hasPreviousPage);
    }
}
