package io.autocharge.runtime.mongo;

import com.mongodb.client.MongoDatabase;
import jakarta.inject.Singleton;

/** The bookmarks in this service's store. */
@Singleton
public class Bookmarks {

    private final MongoDatabase database;

    public Bookmarks(MongoDatabase database) {
        this.database = database;
    }

    /** The bookmark of this name. */
    public Bookmark of(String name) {
        return new Bookmark(database, name);
    }
}
