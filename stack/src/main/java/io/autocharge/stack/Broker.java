package io.autocharge.stack;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** The Kafka broker: one node that is its own controller, started from its own jars. Its storage is formatted once. */
public final class Broker {

    private Broker() {}

    public static void main(String[] args) throws Exception {
        var settings = new Settings(System.getenv());
        var folder = settings.home().resolve("data").resolve("kafka");
        var properties = folder.resolve("server.properties");
        Files.createDirectories(folder);
        write(properties, properties(folder, settings));
        if (!Files.exists(folder.resolve("log/meta.properties"))) {
            format(properties);
        }
        Class.forName("kafka.Kafka").getMethod("main", String[].class).invoke(null, (Object)
                new String[] {properties.toString()});
    }

    /** In a process of its own: the tool ends the process that it runs in. */
    private static void format(Path properties) throws IOException, InterruptedException {
        var tool = Java.command("-Xmx64m", "-XX:TieredStopAtLevel=1", "-cp", Java.classPath());
        Collections.addAll(
                tool,
                "kafka.tools.StorageTool",
                "format",
                "--cluster-id",
                newClusterId(),
                "--config",
                properties.toString());
        var status = new ProcessBuilder(tool).inheritIO().start().waitFor();
        if (status != 0) {
            throw new IOException("The broker's storage could not be formatted; the tool ended with " + status + ".");
        }
    }

    static Map<String, String> properties(Path folder, Settings settings) {
        var host = settings.text("AUTOCHARGE_HTTP_HOST", "127.0.0.1");
        var port = settings.port(Door.KAFKA.variable(), Door.KAFKA.usual());
        var controller = settings.port(Door.KAFKA_CONTROLLER.variable(), Door.KAFKA_CONTROLLER.usual());
        var properties = new TreeMap<String, String>();
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", "1");
        properties.put("controller.quorum.voters", "1@%s:%d".formatted(host, controller));
        properties.put("listeners", "PLAINTEXT://%s:%d,CONTROLLER://%s:%d".formatted(host, port, host, controller));
        properties.put("advertised.listeners", "PLAINTEXT://%s:%d".formatted(host, port));
        properties.put("controller.listener.names", "CONTROLLER");
        properties.put("listener.security.protocol.map", "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT");
        properties.put("log.dirs", folder.resolve("log").toString());
        properties.put("auto.create.topics.enable", "false");
        properties.put("log.retention.ms", "-1"); // events are read again by consumers that come years later
        properties.put("message.max.bytes", "1048576");
        properties.put("default.replication.factor", "1");
        properties.put("min.insync.replicas", "1");
        properties.put("offsets.topic.replication.factor", "1");
        properties.put("offsets.topic.num.partitions", "4");
        properties.put("transaction.state.log.replication.factor", "1");
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("transaction.state.log.num.partitions", "1");
        properties.put("group.initial.rebalance.delay.ms", "0");
        // A broker that was killed is known as alive until its session ends, and cannot come back before.
        properties.put("broker.session.timeout.ms", "6000");
        properties.put("broker.heartbeat.interval.ms", "1000");
        // One node with a small heap: fewer threads, smaller buffers, smaller segments.
        properties.put("num.network.threads", "2");
        properties.put("num.io.threads", "4");
        properties.put("background.threads", "2");
        properties.put("log.cleaner.dedupe.buffer.size", "4194304");
        properties.put("log.cleaner.io.buffer.size", "262144");
        properties.put("log.segment.bytes", "134217728");
        properties.put("metadata.log.segment.bytes", "16777216");
        return properties;
    }

    private static void write(Path file, Map<String, String> properties) throws IOException {
        var lines = properties.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .toList();
        Files.write(file, lines);
    }

    private static String newClusterId() {
        var id = UUID.randomUUID();
        var bytes = ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        var text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        return text.startsWith("-") ? "A" + text.substring(1) : text; // a leading dash reads as an option
    }
}
