package io.autocharge.runtime.kafka;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** The pauses between tries: 100 ms, then twice as long each time up to 5 s, never twice exactly the same. */
final class Pauses {

    private static final long SHORTEST_MS = 100;
    private static final long LONGEST_MS = 5_000;

    private long next = SHORTEST_MS;

    synchronized Duration next() {
        var pause = next / 2 + ThreadLocalRandom.current().nextLong(next / 2 + 1);
        next = Math.min(next * 2, LONGEST_MS);
        return Duration.ofMillis(pause);
    }

    synchronized void reset() {
        next = SHORTEST_MS;
    }
}
