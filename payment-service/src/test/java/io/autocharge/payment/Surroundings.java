package io.autocharge.payment;

import io.autocharge.payment.adapter.ProcessorDouble;
import io.autocharge.runtime.http.TestKeys;
import io.autocharge.runtime.mongo.EmbeddedMongo;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** What the service finds around it in a test: a database in memory, a processor, a folder of keys, and no Kafka. */
public class Surroundings implements QuarkusTestResourceLifecycleManager {

    private EmbeddedMongo mongo;
    private ProcessorDouble processor;

    @Override
    public Map<String, String> start() {
        mongo = new EmbeddedMongo();
        try {
            processor = new ProcessorDouble();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.of(
                "autocharge.mongodb.uri",
                mongo.uri(),
                "autocharge.processor.url",
                processor.url(),
                "autocharge.keys",
                TestKeys.folder().toString(),
                "autocharge.kafka.enabled",
                "false",
                "autocharge.sandbox",
                "true",
                "quarkus.http.test-port",
                "0");
    }

    @Override
    public void stop() {
        processor.close();
        mongo.close();
    }
}
