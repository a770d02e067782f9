package io.autocharge.stack;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;

/** The store: a server that speaks MongoDB's wire. */
public final class Store {

    private Store() {}

    public static void main(String[] args) {
        var settings = new Settings(System.getenv());
        var server = new MongoServer(new MemoryBackend());
        server.bind("127.0.0.1", settings.port(Door.MONGODB.variable(), Door.MONGODB.usual()));
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdownNow));
    }
}
