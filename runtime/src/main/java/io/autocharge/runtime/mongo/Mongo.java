package io.autocharge.runtime.mongo;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;
import org.bson.codecs.configuration.CodecRegistries;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The connection to the service's own database; what it acknowledged is on the disks of a majority. */
@Singleton
public class Mongo {

    /** An acknowledged write survives the loss of any one server. */
    public static final WriteConcern DURABLE = WriteConcern.MAJORITY.withJournal(true);

    @Produces
    @Singleton
    MongoClient client(
            @ConfigProperty(name = "autocharge.mongodb.uri", defaultValue = "mongodb://127.0.0.1:27017") String uri) {
        return connect(uri);
    }

    @Produces
    @Singleton
    MongoDatabase database(
            MongoClient client,
            @ConfigProperty(name = "quarkus.application.name", defaultValue = "autocharge") String application) {
        return client.getDatabase(application.replaceFirst("-service$", ""));
    }

    void close(@Disposes MongoClient client) {
        client.close();
    }

    /** Whether the database was away or overloaded, rather than the request wrong: it may be tried again. */
    public static boolean isOutage(Throwable problem) {
        return problem instanceof MongoException || problem instanceof Unavailable;
    }

    /** A client with our mapping, durability and bounds. */
    public static MongoClient connect(String uri) {
        return MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(uri))
                .applicationName("autocharge")
                .writeConcern(DURABLE)
                .readConcern(ReadConcern.MAJORITY)
                .codecRegistry(CodecRegistries.fromRegistries(
                        CodecRegistries.fromProviders(new JsonCodecs()), MongoClientSettings.getDefaultCodecRegistry()))
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(10, TimeUnit.SECONDS))
                .applyToSocketSettings(
                        socket -> socket.connectTimeout(5, TimeUnit.SECONDS).readTimeout(30, TimeUnit.SECONDS))
                .applyToConnectionPoolSettings(pool -> pool.maxSize(64).maxWaitTime(10, TimeUnit.SECONDS))
                .build());
    }
}
