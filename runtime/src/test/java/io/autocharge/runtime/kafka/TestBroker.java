package io.autocharge.runtime.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;

/** A real Kafka broker in a process of its own, one for all tests of this run. */
final class TestBroker {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static TestBroker instance;

    private final Process process;
    private final String bootstrap;

    private TestBroker(Process process, String bootstrap) {
        this.process = process;
        this.bootstrap = bootstrap;
    }

    /** Host and port of the broker, which runs until the tests end. */
    static synchronized String bootstrap() {
        if (instance == null) {
            instance = start();
            Runtime.getRuntime().addShutdownHook(new Thread(instance.process::destroyForcibly));
            instance.await();
        }
        return instance.bootstrap;
    }

    static KafkaSettings settings() {
        return new KafkaSettings(bootstrap(), Optional.empty(), 3, (short) 1);
    }

    private static TestBroker start() {
        try {
            var folder = Files.createTempDirectory("autocharge-kafka");
            var port = freePort();
            var properties = folder.resolve("server.properties");
            Files.write(properties, settings(folder, port, freePort()));
            var format = java(
                    "kafka.tools.StorageTool", "format", "-t", "AAAAAAAAAAAAAAAAAAAAAQ", "-c", properties.toString());
            if (run(format, folder).waitFor() != 0) {
                throw new IllegalStateException("The broker's storage could not be formatted: see " + folder);
            }
            var broker = run(java("kafka.Kafka", properties.toString()), folder);
            return new TestBroker(broker, "127.0.0.1:" + port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void await() {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
                admin.describeCluster().nodes().get(5, TimeUnit.SECONDS);
                return;
            } catch (Exception e) {
                if (System.nanoTime() > end || !process.isAlive()) {
                    throw new IllegalStateException("The broker does not come up", e);
                }
            }
        }
    }

    private static List<String> settings(Path folder, int port, int controller) {
        return List.of(
                "process.roles=broker,controller",
                "node.id=1",
                "controller.quorum.voters=1@127.0.0.1:" + controller,
                "listeners=PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller,
                "advertised.listeners=PLAINTEXT://127.0.0.1:" + port,
                "controller.listener.names=CONTROLLER",
                "log.dirs=" + folder.resolve("log"),
                "auto.create.topics.enable=false",
                "offsets.topic.replication.factor=1",
                "offsets.topic.num.partitions=1",
                "group.initial.rebalance.delay.ms=0",
                "group.min.session.timeout.ms=1000",
                "transaction.state.log.replication.factor=1",
                "transaction.state.log.min.isr=1",
                "log.cleaner.dedupe.buffer.size=4194304");
    }

    private static List<String> java(String... arguments) {
        var path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                path));
        command.addAll(List.of(arguments));
        return command;
    }

    private static Process run(List<String> command, Path folder) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("broker.log").toFile()))
                .start();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
