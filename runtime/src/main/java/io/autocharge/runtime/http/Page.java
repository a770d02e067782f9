package io.autocharge.runtime.http;

import java.util.List;

/** A part of a list, newest first. The cursors say where it starts and ends; rows added meanwhile do not move it. */
public record Page<T>(
        List<T> data, String startCursor, String endCursor, boolean hasNextPage, boolean hasPreviousPage) {}
