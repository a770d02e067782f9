package io.autocharge.runtime.mongo;

import com.mongodb.client.MongoDatabase;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The to-do lists of a service. The same name gives the same list. */
@Singleton
public class Worklists {

    private final MongoDatabase database;
    private final Map<String, Worklist<?>> lists = new ConcurrentHashMap<>();

    public Worklists(MongoDatabase database) {
        this.database = database;
    }

    /** The list {@code name}, whose items hold {@code record}s. */
    @SuppressWarnings("unchecked")
    public <T> Worklist<T> of(Class<T> record, String name) {
        var list = lists.computeIfAbsent(name, n -> new Worklist<>(database, record, n));
        if (list.type() != record) {
            throw new IllegalArgumentException("Worklist " + name + " holds " + list.type() + ", not " + record + ".");
        }
        return (Worklist<T>) list;
    }

    /** Looks at all lists again: the service's clock has moved. */
    public void clockMoved() {
        lists.values().forEach(Worklist::ring);
    }
}
