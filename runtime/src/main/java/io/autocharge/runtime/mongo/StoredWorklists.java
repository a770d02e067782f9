package io.autocharge.runtime.mongo;

import com.mongodb.client.MongoDatabase;
import io.autocharge.runtime.Worklists;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The to-do lists of a service. The same name gives the same list. */
@Singleton
public class StoredWorklists implements Worklists {

    private final MongoDatabase database;
    private final Map<String, StoredWorklist<?>> lists = new ConcurrentHashMap<>();

    public StoredWorklists(MongoDatabase database) {
        this.database = database;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> StoredWorklist<T> of(Class<T> record, String name) {
        var list = lists.computeIfAbsent(name, n -> new StoredWorklist<>(database, record, n));
        if (list.type() != record) {
            throw new IllegalArgumentException("Worklist " + name + " holds " + list.type() + ", not " + record + ".");
        }
        return (StoredWorklist<T>) list;
    }

    /**
     * A list at one moment.
     *
     * @param due how many items are due and not done, counted up to 10,000
     * @param stuck how many were set aside and wait for an operator
     * @param nextAt when the next item comes up, if any is to come
     */
    public record Standing(String name, long due, long stuck, Instant nextAt) {}

    /** Where all lists of this process stand. */
    public List<Standing> standings(Instant now) {
        return lists.values().stream()
                .map(list -> new Standing(
                        list.name(),
                        list.due(now, 10_000),
                        list.stuck(10_000),
                        list.nextAfter(now).orElse(null)))
                .sorted(Comparator.comparing(Standing::name))
                .toList();
    }

    /** Looks at all lists again: the service's clock has moved. */
    public void clockMoved() {
        lists.values().forEach(StoredWorklist::ring);
    }
}
