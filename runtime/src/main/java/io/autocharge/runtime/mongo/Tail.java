package io.autocharge.runtime.mongo;

import java.util.ArrayList;
import java.util.List;

/** The newest events of the store, kept in memory for those who read along; bounded. */
final class Tail {

    private static final int SIZE = 8_192;
    private static final long MOST_CHARACTERS = 16 << 20;

    private final StoredEvent[] ring = new StoredEvent[SIZE];
    private long start = -1;
    private long end = -1;
    private long characters;

    /** Adds events if they follow on what is here; else they are left to be read from the database. */
    synchronized boolean add(List<StoredEvent> events) {
        if (events.isEmpty()) {
            return false;
        }
        var first = events.get(0).position();
        if (end < 0) {
            start = first;
            end = first;
        }
        if (first > end) {
            return false;
        }
        var before = end;
        for (var event : events) {
            if (event.position() == end) {
                makeRoomFor(event);
                ring[(int) (end % SIZE)] = event;
                end++;
            }
        }
        return end > before;
    }

    private void makeRoomFor(StoredEvent event) {
        characters += event.event().body().length();
        while (start < end && (end - start >= SIZE || characters > MOST_CHARACTERS)) {
            var slot = (int) (start % SIZE);
            characters -= ring[slot].event().body().length();
            ring[slot] = null;
            start++;
        }
    }

    /** Up to {@code limit} events from {@code position} on, or null if they are no longer or not yet here. */
    synchronized List<StoredEvent> from(long position, int limit) {
        if (position < start || position >= end) {
            return null;
        }
        var until = Math.min(end, position + limit);
        var events = new ArrayList<StoredEvent>((int) (until - position));
        for (long p = position; p < until; p++) {
            events.add(ring[(int) (p % SIZE)]);
        }
        return events;
    }

    /** The position that follows the newest one here; −1 if nothing was ever added. */
    synchronized long end() {
        return end;
    }
}
