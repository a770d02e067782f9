package io.autocharge.runtime.axon;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what happens on other threads, no longer than it takes. */
public final class Eventually {

    private Eventually() {}

    /** Returns as soon as {@code condition} holds; fails after a minute. */
    public static void eventually(BooleanSupplier condition) {
        var deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Did not happen within a minute.");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
    }
}
