package io.autocharge.runtime;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** What is on its way and will be there in a moment: views follow events within milliseconds, but not at once. */
public final class Soon {

    private static final long FIRST_PAUSE_NANOS = Duration.ofMillis(2).toNanos();
    private static final long LONGEST_PAUSE_NANOS = Duration.ofMillis(50).toNanos();

    private Soon() {}

    /** Asks again until there is an answer, for {@code most} at the longest; empty if there was none by then. */
    public static <T> Optional<T> find(Duration most, Supplier<Optional<T>> question) {
        var deadline = System.nanoTime() + most.toNanos();
        var pause = FIRST_PAUSE_NANOS;
        while (true) {
            var answer = question.get();
            if (answer.isPresent()
                    || System.nanoTime() - deadline >= 0
                    || Thread.currentThread().isInterrupted()) {
                return answer;
            }
            LockSupport.parkNanos(pause);
            pause = Math.min(pause * 2, LONGEST_PAUSE_NANOS);
        }
    }
}
