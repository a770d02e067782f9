package io.autocharge.simulation;

import io.autocharge.runtime.Worklist;
import io.autocharge.runtime.Worklists;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A service's durable to-do lists, as the stored ones promise to be: an id once for ever, leases, fences. */
final class Lists implements Worklists {

    /** One thing to do. */
    static final class Item {

        final String id;
        final Object body;
        Instant dueAt;
        Instant leasedUntil = Instant.MIN;
        long fence;
        int attempts;
        boolean open = true;

        private Item(String id, Object body, Instant dueAt) {
            this.id = id;
            this.body = body;
            this.dueAt = dueAt;
        }
    }

    /** An item in the hands of a process. */
    record Claim(Item item, long fence, int attempt) {}

    private final Clock clock;
    private final SeededFault fault;
    private final Map<String, Map<String, Item>> lists = new LinkedHashMap<>();

    Lists(Clock clock, SeededFault fault) {
        this.clock = clock;
        this.fault = fault;
    }

    @Override
    public <T> Worklist<T> of(Class<T> record, String name) {
        var items = items(name);
        return new Worklist<>() {
            @Override
            public void put(String id, Instant dueAt, T body) {
                if (fault == SeededFault.EFFECTS_ARE_NOT_REMEMBERED) {
                    items.put(id, new Item(id, body, dueAt));
                } else {
                    items.computeIfAbsent(id, name -> new Item(id, body, dueAt));
                }
            }

            @Override
            public void remove(String id) {
                if (items.containsKey(id)) {
                    items.get(id).open = false;
                }
            }
        };
    }

    private Map<String, Item> items(String name) {
        return lists.computeIfAbsent(name, list -> new LinkedHashMap<>());
    }

    /** Whether this is on the list and not done. */
    boolean isOpen(String list, String id) {
        var item = items(list).get(id);
        return item != null && item.open;
    }

    /** What is due and in nobody's hands. */
    List<Item> free(String list) {
        var now = clock.instant();
        var free = new ArrayList<Item>();
        for (var item : items(list).values()) {
            var held = item.leasedUntil.isAfter(now) && fault != SeededFault.LEASES_ARE_IGNORED;
            if (item.open && !item.dueAt.isAfter(now) && !held) {
                free.add(item);
            }
        }
        return free;
    }

    Claim claim(Item item, Duration lease) {
        item.leasedUntil = clock.instant().plus(lease);
        item.fence++;
        item.attempts++;
        return new Claim(item, item.fence, item.attempts);
    }

    /** Ends the item, or puts it back until {@code dueAt}, if the claim still holds. */
    void conclude(Claim claim, Instant dueAt) {
        if (claim.fence() != claim.item().fence) {
            return;
        }
        claim.item().leasedUntil = Instant.MIN;
        if (dueAt == null) {
            claim.item().open = false;
        } else {
            claim.item().dueAt = dueAt;
        }
    }

    /** What was due by {@code now} and is not done, by list. */
    List<String> overdue(Instant now) {
        var overdue = new ArrayList<String>();
        lists.forEach((name, items) -> items.values().stream()
                .filter(item -> item.open && !item.dueAt.isAfter(now))
                .forEach(item -> overdue.add(name + " " + item.id)));
        return overdue;
    }
}
