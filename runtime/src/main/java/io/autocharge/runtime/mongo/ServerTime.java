package io.autocharge.runtime.mongo;

import com.mongodb.client.MongoDatabase;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;

/**
 * What time it is for the database server. Leases are counted by this one clock, so that processes whose clocks differ
 * still agree on who holds what.
 */
final class ServerTime {

    private static final Document QUESTION = new Document("isMaster", 1);

    private final MongoDatabase database;

    ServerTime(MongoDatabase database) {
        this.database = database;
    }

    /** A moment that is not later than the server's present one: a lease counted from here never ends too late. */
    Instant now() {
        return database.runCommand(QUESTION).get("localTime", Date.class).toInstant();
    }
}
