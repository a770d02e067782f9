package io.autocharge.simulation;

import java.util.List;
import java.util.SplittableRandom;

/** All that is left to chance in one run, from one seed. */
final class Chance {

    private final SplittableRandom random;

    Chance(long seed) {
        random = new SplittableRandom(seed);
    }

    /** From 0 to {@code bound} − 1. */
    int upTo(int bound) {
        return random.nextInt(bound);
    }

    /** From {@code least} to {@code most}, both included. */
    long between(long least, long most) {
        return random.nextLong(least, most + 1);
    }

    /** True in so many of a hundred cases. */
    boolean percent(int often) {
        return random.nextInt(100) < often;
    }

    <T> T oneOf(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }
}
