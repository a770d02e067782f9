package io.autocharge.simulation;

import java.util.ArrayList;
import java.util.List;

/** What happened in a run, in order: as a hash always, and in words if somebody wants to read it. */
final class Trace {

    private final boolean told;
    private final List<String> lines = new ArrayList<>();
    private final VirtualClock clock;
    private long hash = 1125899906842597L;
    private long count;

    Trace(boolean told, VirtualClock clock) {
        this.told = told;
        this.clock = clock;
    }

    void add(String what, String whom, Object more) {
        mix(what);
        mix(whom);
        hash = 31 * hash + clock.instant().toEpochMilli();
        count++;
        if (told) {
            lines.add("%6d %s  %-14s %s %s".formatted(count, clock.instant(), what, whom, more));
        }
    }

    private void mix(String text) {
        hash = 31 * hash + text.hashCode();
        hash ^= hash >>> 29;
    }

    long hash() {
        return hash;
    }

    /** How many things happened. */
    long count() {
        return count;
    }

    List<String> lines() {
        return lines;
    }
}
