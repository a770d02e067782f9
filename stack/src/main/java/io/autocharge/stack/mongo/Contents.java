package io.autocharge.stack.mongo;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All collections as they stand on disk, while the server starts. */
final class Contents {

    private final Map<String, TreeMap<Long, Slot>> collections = new TreeMap<>();

    void put(String namespace, Slot slot) {
        collections.computeIfAbsent(namespace, any -> new TreeMap<>()).put(slot.number, slot);
    }

    void remove(String namespace, long slot) {
        var slots = collections.get(namespace);
        if (slots != null) {
            slots.remove(slot);
        }
    }

    void drop(String namespace) {
        collections.remove(namespace);
    }

    /** Hands the documents over to their collection. */
    TreeMap<Long, Slot> take(String namespace) {
        var slots = collections.remove(namespace);
        return slots == null ? new TreeMap<>() : slots;
    }

    List<String> databases() {
        return collections.keySet().stream()
                .map(namespace -> namespace.substring(0, namespace.indexOf('.')))
                .distinct()
                .toList();
    }

    long bytes() {
        return collections.values().stream()
                .flatMap(slots -> slots.values().stream())
                .mapToLong(Slot::size)
                .sum();
    }
}
