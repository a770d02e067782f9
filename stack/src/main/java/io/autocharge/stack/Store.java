package io.autocharge.stack;

import io.autocharge.stack.mongo.EmbeddedMongo;

/** The store: a server that speaks MongoDB's wire and keeps everything in the home folder. */
public final class Store {

    private Store() {}

    public static void main(String[] args) {
        var settings = new Settings(System.getenv());
        try {
            var server = EmbeddedMongo.start(
                    settings.home().resolve("data").resolve("mongo"),
                    settings.port(Door.MONGODB.variable(), Door.MONGODB.usual()));
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        } catch (IllegalStateException e) {
            throw new Settings.Unfit(e.getMessage());
        }
    }
}
