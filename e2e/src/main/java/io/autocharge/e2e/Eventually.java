package io.autocharge.e2e;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits for what is promised to come true soon, and says what was seen last if it does not. */
public final class Eventually {

    private static final Duration PATIENCE = Duration.ofSeconds(Long.getLong("autocharge.patience", 30));
    private static final Duration PAUSE = Duration.ofMillis(25);

    private Eventually() {}

    /** The first value that {@code look} finds, looked for until the deadline. */
    public static <T> T eventually(String expected, Supplier<Optional<T>> look, Supplier<?> seen) {
        return eventually(expected, PATIENCE, look, seen);
    }

    /** The first value that {@code look} finds within {@code patience}. */
    public static <T> T eventually(String expected, Duration patience, Supplier<Optional<T>> look, Supplier<?> seen) {
        var deadline = System.nanoTime() + patience.toNanos();
        do {
            var found = look.get();
            if (found.isPresent()) {
                return found.get();
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        } while (System.nanoTime() < deadline);
        throw new Unexpected(expected, "within " + patience.toSeconds() + " s: " + seen.get());
    }
}
