package io.autocharge.runtime.mongo;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.util.UUID;

/**
 * A fresh database for a test: on the server that {@code autocharge.test.mongodb.uri} names, else on one in memory. The same
 * suites so run on a replica set.
 */
public final class EmbeddedMongo implements AutoCloseable {

    private final MongoServer server;
    private final String uri;
    private final MongoClient client;
    private final MongoDatabase database;

    public EmbeddedMongo() {
        var external = System.getProperty("autocharge.test.mongodb.uri");
        server = external == null ? new MongoServer(new MemoryBackend()) : null;
        uri = external == null ? server.bindAndGetConnectionString() : external;
        client = Mongo.connect(uri);
        database = client.getDatabase("test_" + UUID.randomUUID().toString().substring(0, 8));
    }

    /** Where the server listens, for other processes. */
    public String uri() {
        return uri;
    }

    /** The database of this test. */
    public MongoDatabase database() {
        return database;
    }

    @Override
    public void close() {
        database.drop();
        client.close();
        if (server != null) {
            server.shutdownNow();
        }
    }
}
