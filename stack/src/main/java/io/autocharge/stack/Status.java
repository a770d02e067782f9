package io.autocharge.stack;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * How the system stands, for whoever looks from outside: {@code run/stack.json} in the data folder.
 *
 * @param ready whether all parts have been ready at least once
 * @param startSeconds from the stack's start until then
 * @param ports where everything listens, by name
 * @param pids the process of each part that runs now, by name
 */
record Status(
        String home,
        long pid,
        Instant startedAt,
        boolean ready,
        Double startSeconds,
        Map<String, Integer> ports,
        Map<String, Long> pids,
        Map<String, String> environment,
        List<PartStatus> parts) {

    /** How one part stands. */
    record PartStatus(
            String name,
            String state,
            Long pid,
            String processStartedAt,
            int port,
            String url,
            double startSeconds,
            int restarts,
            Long memoryMib,
            String log) {}
}
