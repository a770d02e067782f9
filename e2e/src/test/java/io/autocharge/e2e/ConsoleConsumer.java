package io.autocharge.e2e;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Kafka's own console consumer, from the broker's jars, as a process of its own that knows nothing of Autocharge. */
final class ConsoleConsumer implements AutoCloseable {

    private final Process process;
    private final Path out;

    ConsoleConsumer(String bootstrap, String topic) {
        var jars = Checkout.root().resolve("stack/target/lib") + File.separator + "*";
        out = Checkout.root().resolve("e2e/target/console-" + topic + "-" + Sandbox.word() + ".txt");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-cp",
                jars,
                "org.apache.kafka.tools.consumer.ConsoleConsumer",
                "--bootstrap-server",
                bootstrap,
                "--topic",
                topic,
                "--from-beginning"));
        for (var property : List.of("print.headers", "print.key", "print.value")) {
            command.addAll(List.of("--property", property + "=true"));
        }
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for a record that has all of these words. */
    String await(String... words) {
        return Eventually.eventually(
                "a record with " + List.of(words),
                () -> lines().stream()
                        .filter(line -> List.of(words).stream().allMatch(line::contains))
                        .findFirst(),
                () -> lines().size() + " other lines in " + out);
    }

    List<String> lines() {
        try {
            var text = Files.readString(out);
            return text.substring(0, text.lastIndexOf('\n') + 1)
                    .lines()
                    .toList(); // the last one is still being written
        } catch (IOException e) {
            return List.of("unreadable: " + e);
        }
    }

    /** The value of a header in a printed record. */
    static Optional<String> header(String line, String name) {
        for (var header : line.split("\t", 2)[0].split(",")) {
            if (header.startsWith(name + ":")) {
                return Optional.of(header.substring(name.length() + 1));
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        process.destroy();
    }
}
