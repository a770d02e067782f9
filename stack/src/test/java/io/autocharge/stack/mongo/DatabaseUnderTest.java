package io.autocharge.stack.mongo;

import com.mongodb.ConnectionString;
import com.mongodb.ExplainVerbosity;
import com.mongodb.MongoClientSettings;
import com.mongodb.WriteConcern;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The server that a test speaks to: the embedded one, or a real one named by {@code -Dautocharge.mongodb.uri}. */
final class DatabaseUnderTest implements BeforeEachCallback, AfterEachCallback, AfterAllCallback {

    private static final String OTHER = System.getProperty("autocharge.mongodb.uri");

    private EmbeddedMongo server;
    private MongoClient client;
    private MongoDatabase database;

    @Override
    public void beforeEach(ExtensionContext context) {
        if (client == null) {
            client = connect(OTHER != null ? OTHER : embedded().uri());
        }
        database = client.getDatabase("test_" + UUID.randomUUID().toString().substring(0, 8));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        database.drop();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (client != null) {
            client.close();
        }
        if (server != null) {
            server.close();
        }
    }

    static boolean isEmbedded() {
        return OTHER == null;
    }

    MongoDatabase database() {
        return database;
    }

    MongoCollection<Document> collection(String name) {
        return database.getCollection(name);
    }

    /** How many documents the server looks at to answer. */
    static int examined(FindIterable<Document> query) {
        return query.explain(ExplainVerbosity.EXECUTION_STATS)
                .get("executionStats", Document.class)
                .getInteger("totalDocsExamined");
    }

    static MongoClient connect(String uri) {
        return MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(uri))
                .writeConcern(WriteConcern.MAJORITY.withJournal(true))
                .build());
    }

    private EmbeddedMongo embedded() {
        try {
            server = EmbeddedMongo.start(Files.createTempDirectory("embedded-mongo"), 0);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
