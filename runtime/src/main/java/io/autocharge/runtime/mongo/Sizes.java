package io.autocharge.runtime.mongo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** What fits: checked before anything is stored, so that nobody meets the database's own limit. */
final class Sizes {

    static final int MOST_EVENTS_OF_A_UNIT = 1_000;
    static final int MOST_BYTES_OF_AN_EVENT = 256 << 10;
    static final int MOST_BYTES_OF_A_UNIT = 8 << 20;
    private static final int ENVELOPE = 512;

    private Sizes() {}

    /** Parts {@code events} into as few runs as may be stored, one after the other. */
    static List<List<EventRecord>> parted(List<EventRecord> events) {
        var parts = new ArrayList<List<EventRecord>>();
        var part = new ArrayList<EventRecord>();
        var sum = 0;
        for (var event : events) {
            var bytes = event.body().getBytes(StandardCharsets.UTF_8).length + ENVELOPE;
            if (!part.isEmpty() && (part.size() == MOST_EVENTS_OF_A_UNIT || sum + bytes > MOST_BYTES_OF_A_UNIT)) {
                parts.add(part);
                part = new ArrayList<>();
                sum = 0;
            }
            part.add(event);
            sum += bytes;
        }
        if (!part.isEmpty()) {
            parts.add(part);
        }
        return parts;
    }

    /** The size of a unit of work in bytes, if it may be stored. */
    static int checked(List<EventRecord> events) {
        if (events.isEmpty() || events.size() > MOST_EVENTS_OF_A_UNIT) {
            throw new TooLarge("A unit of work holds 1 to " + MOST_EVENTS_OF_A_UNIT + " events, not " + events.size());
        }
        var keys = new HashSet<String>();
        var sum = 0;
        for (var event : events) {
            if (!keys.add(event.key())) {
                throw new KeyTaken(event.key());
            }
            var bytes = event.body().getBytes(StandardCharsets.UTF_8).length;
            if (bytes > MOST_BYTES_OF_AN_EVENT) {
                throw new TooLarge("An event holds at most " + MOST_BYTES_OF_AN_EVENT + " bytes; this " + event.type()
                        + " has " + bytes);
            }
            sum += bytes + ENVELOPE;
        }
        if (sum > MOST_BYTES_OF_A_UNIT) {
            throw new TooLarge("A unit of work holds at most " + MOST_BYTES_OF_A_UNIT + " bytes, not " + sum);
        }
        return sum;
    }
}
