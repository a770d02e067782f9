package io.autocharge.runtime.mongo;

import com.mongodb.client.MongoDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;

/**
 * What time it is for the database server. Leases are counted by this one clock, so that processes whose clocks differ
 * still agree on who holds what. Between two questions the time is carried on by a clock that nobody can set.
 */
final class ServerTime {

    private static final Document QUESTION = new Document("isMaster", 1);
    private static final long TRUST = Duration.ofSeconds(5).toNanos();

    private final MongoDatabase database;
    private Instant answer;
    private long heardAt;

    ServerTime(MongoDatabase database) {
        this.database = database;
    }

    /** A moment that is not later than the server's present one: a lease counted from here never ends too late. */
    synchronized Instant now() {
        if (answer == null || System.nanoTime() - heardAt > TRUST) {
            answer = database.runCommand(QUESTION).get("localTime", Date.class).toInstant();
            heardAt = System.nanoTime();
        }
        return answer.plusNanos(System.nanoTime() - heardAt);
    }
}
