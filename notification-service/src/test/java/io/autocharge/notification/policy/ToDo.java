package io.autocharge.notification.policy;

import io.autocharge.runtime.Worklist;
import io.autocharge.runtime.Worklists;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** A to-do list in memory: an id is put once for ever. */
final class ToDo implements Worklists {

    final Map<String, Object> items = new LinkedHashMap<>();

    @Override
    public <T> Worklist<T> of(Class<T> record, String name) {
        return new Worklist<>() {
            @Override
            public void put(String id, Instant dueAt, T body) {
                items.putIfAbsent(id, body);
            }

            @Override
            public void remove(String id) {
                throw new IllegalStateException("Nothing is taken off.");
            }
        };
    }
}
