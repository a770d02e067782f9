package io.autocharge.simulation;

import com.mongodb.client.MongoCollection;
import io.autocharge.runtime.mongo.Collections;
import java.util.HashMap;
import java.util.Map;

/** A service's views, in memory. */
final class Shelves extends Collections {

    private final Map<String, Shelf> shelves = new HashMap<>();

    Shelves() {
        super(null);
    }

    @Override
    public <T> MongoCollection<T> of(Class<T> record, String name) {
        return shelves.computeIfAbsent(name, Shelf::new).collection();
    }
}
