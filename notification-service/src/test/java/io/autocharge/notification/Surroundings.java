package io.autocharge.notification;

import io.autocharge.notification.adapter.PostOffice;
import io.autocharge.runtime.http.TestKeys;
import io.autocharge.runtime.mongo.EmbeddedMongo;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** What the service finds around it in a test: a database in memory, a folder of keys, a mail server's port, and no Kafka. */
public class Surroundings implements QuarkusTestResourceLifecycleManager {

    private EmbeddedMongo mongo;

    @Override
    public Map<String, String> start() {
        mongo = new EmbeddedMongo();
        return Map.of(
                "autocharge.mongodb.uri", mongo.uri(),
                "autocharge.keys", TestKeys.folder().toString(),
                "autocharge.kafka.enabled", "false",
                "autocharge.sandbox", "true",
                "autocharge.webhooks.loopback", "true",
                "autocharge.smtp.port", String.valueOf(freePort()),
                "autocharge.smtp.patience", "5S",
                "quarkus.http.test-port", "0");
    }

    @Override
    public void stop() {
        mongo.close();
    }

    private static int freePort() {
        try (var office = new PostOffice(0)) {
            return office.port();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
