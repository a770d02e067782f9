package io.autocharge.runtime.kafka;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How this process speaks to Kafka, and the settings that lose messages if they are other than here: asserted at boot. */
@Singleton
public class KafkaSettings {

    /** The largest message that is sent and taken: 1 MiB, as the broker has it. */
    static final int LARGEST_MESSAGE = 1_048_576;

    private final Map<String, Object> client;
    private final int partitions;
    private final short replicas;

    /** @param clientFile a file of further client properties (TLS, SASL), if the broker wants them */
    @Inject
    public KafkaSettings(
            @ConfigProperty(name = "autocharge.kafka.bootstrap", defaultValue = "127.0.0.1:9092") String bootstrap,
            @ConfigProperty(name = "autocharge.kafka.client-file") Optional<String> clientFile,
            @ConfigProperty(name = "autocharge.kafka.partitions", defaultValue = "6") int partitions,
            @ConfigProperty(name = "autocharge.kafka.replication-factor", defaultValue = "1") short replicas) {
        if (bootstrap.isBlank() || !bootstrap.matches("[^,\\s:]+:\\d{1,5}(,[^,\\s:]+:\\d{1,5})*")) {
            throw new IllegalStateException(
                    "AUTOCHARGE_KAFKA_BOOTSTRAP must be host:port, or several with commas, and is '" + bootstrap
                            + "'.");
        }
        if (partitions < 1 || partitions > 1_000) {
            throw new IllegalStateException("AUTOCHARGE_KAFKA_PARTITIONS must be from 1 to 1000.");
        }
        if (replicas < 1 || replicas > 9) {
            throw new IllegalStateException("AUTOCHARGE_KAFKA_REPLICATION_FACTOR must be from 1 to 9.");
        }
        this.client = new LinkedHashMap<>(clientFile.map(KafkaSettings::read).orElse(Map.of()));
        this.client.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        this.partitions = partitions;
        this.replicas = replicas;
        assertNothingIsLost(producer("assertion"), consumer("assertion", 1));
    }

    /** How many partitions a topic gets that is created here. */
    int partitions() {
        return partitions;
    }

    /** How many copies a topic gets that is created here. */
    short replicas() {
        return replicas;
    }

    Map<String, Object> admin(String name) {
        var all = new LinkedHashMap<>(client);
        all.put(CommonClientConfigs.CLIENT_ID_CONFIG, name);
        all.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, 3_000);
        all.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
        return all;
    }

    Map<String, Object> producer(String name) {
        var all = new LinkedHashMap<String, Object>();
        all.put(ProducerConfig.ACKS_CONFIG, "all");
        all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        all.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 5);
        all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
        all.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        all.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        all.put(ProducerConfig.BATCH_SIZE_CONFIG, 131_072);
        all.putAll(client);
        all.put(ProducerConfig.CLIENT_ID_CONFIG, name);
        all.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        all.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        return all;
    }

    Map<String, Object> consumer(String group, int mostRecords) {
        var all = new LinkedHashMap<String, Object>();
        all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        all.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        all.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 10_000);
        all.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 15_000);
        all.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 3_000);
        all.putAll(client);
        all.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        all.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, mostRecords);
        all.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        all.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        all.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        return all;
    }

    /** @throws IllegalStateException if a setting would let messages be lost */
    static void assertNothingIsLost(Map<String, Object> producer, Map<String, Object> consumer) {
        must(producer, ProducerConfig.ACKS_CONFIG, "all");
        must(producer, ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        must(consumer, ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        must(consumer, ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        must(consumer, ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    }

    private static void must(Map<String, Object> settings, String name, String value) {
        if (!value.equals(String.valueOf(settings.get(name)))) {
            throw new IllegalStateException("Kafka's setting '" + name + "' must be " + value
                    + " or messages are lost, and is " + settings.get(name) + ".");
        }
    }

    private static Map<String, Object> read(String file) {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(Path.of(file))) {
            properties.load(reader);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "AUTOCHARGE_KAFKA_CLIENT_FILE names " + file + ", which cannot be read.", e);
        }
        var all = new LinkedHashMap<String, Object>();
        properties.forEach((name, value) -> all.put(name.toString(), value));
        return all;
    }
}
