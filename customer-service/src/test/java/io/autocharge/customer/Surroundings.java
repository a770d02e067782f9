package io.autocharge.customer;

import io.autocharge.runtime.http.TestKeys;
import io.autocharge.runtime.mongo.EmbeddedMongo;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** What the service finds around it in a test: a database in memory, a folder of keys, and no Kafka. */
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
                "autocharge.passphrase-cost", "4",
                "quarkus.http.test-port", "0");
    }

    @Override
    public void stop() {
        mongo.close();
    }
}
