package io.autocharge.payment;

import io.autocharge.contracts.PartnerId;
import io.autocharge.payment.adapter.ProcessorDouble;
import io.autocharge.payment.adapter.StripeDouble;
import io.autocharge.runtime.http.TestKeys;
import io.autocharge.runtime.mongo.EmbeddedMongo;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** What the service finds around it in a test: a database in memory, two processors, a folder of keys, and no Kafka. */
public class Surroundings implements QuarkusTestResourceLifecycleManager {

    /** The one whose money is moved by Stripe. */
    public static final PartnerId AT_STRIPE = PartnerId.derived("Partner at Stripe");

    private EmbeddedMongo mongo;
    private ProcessorDouble processor;
    private StripeDouble stripe;

    @Override
    public Map<String, String> start() {
        mongo = new EmbeddedMongo();
        try {
            processor = new ProcessorDouble();
            stripe = new StripeDouble();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.ofEntries(
                Map.entry("autocharge.mongodb.uri", mongo.uri()),
                Map.entry("autocharge.processor.url", processor.url()),
                Map.entry("autocharge.processor.by-partner.\"" + AT_STRIPE + "\"", "stripe"),
                Map.entry("autocharge.stripe.url", stripe.url()),
                Map.entry("autocharge.stripe.secret-key", stripe.secretKey()),
                Map.entry("autocharge.stripe.publishable-key", "pk_test_double"),
                Map.entry("autocharge.keys", TestKeys.folder().toString()),
                Map.entry("autocharge.kafka.enabled", "false"),
                Map.entry("autocharge.sandbox", "true"),
                Map.entry("quarkus.http.test-port", "0"));
    }

    @Override
    public void stop() {
        processor.close();
        stripe.close();
        mongo.close();
    }
}
