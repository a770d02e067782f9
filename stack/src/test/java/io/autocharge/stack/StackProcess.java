package io.autocharge.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/** The stack as a user starts it, without the services: a process of its own on free ports. */
final class StackProcess implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path home;
    private final Path said;
    private final Process process;

    StackProcess(Path home, Path said, Map<String, String> environment, String... more) throws IOException {
        this.home = home;
        this.said = said;
        var command = Java.command("-cp", Java.classPath(), Stack.class.getName(), "--without-services");
        command.addAll(List.of(more));
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        builder.environment().put("AUTOCHARGE_HOME", home.toString());
        builder.environment().putAll(environment);
        process = builder.start();
    }

    static StackProcess started(Path home) throws Exception {
        var stack =
                new StackProcess(home, home.resolveSibling(home.getFileName() + ".out"), Map.of(), "--ports", "free");
        stack.await(status -> status.path("ready").asBoolean());
        return stack;
    }

    /** Waits until the status file says so. */
    JsonNode await(Predicate<JsonNode> wanted) throws Exception {
        var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        while (System.nanoTime() < until) {
            var status = status();
            if (status.path("pid").asLong() == process.pid() && wanted.test(status)) {
                return status;
            }
            if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("The stack ended: " + said());
            }
        }
        throw new IllegalStateException("Not in time: " + status() + said());
    }

    JsonNode status() {
        try {
            return JSON.readTree(home.resolve("run/stack.json").toFile());
        } catch (IOException e) {
            return JSON.missingNode();
        }
    }

    JsonNode part(String name) {
        return part(status(), name);
    }

    static JsonNode part(JsonNode status, String name) {
        return StreamSupport.stream(status.path("parts").spliterator(), false)
                .filter(part -> part.path("name").asText().equals(name))
                .findFirst()
                .orElse(JSON.missingNode());
    }

    int port(String name) {
        return status().path("ports").path(name).asInt();
    }

    /** The processes of its parts as they run now. */
    List<ProcessHandle> children() {
        return process.descendants().toList();
    }

    /** Sends a signal as a terminal or a service manager would. */
    StackProcess signal(String name) throws Exception {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .start()
                .waitFor();
        return this;
    }

    int awaitEnd() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("It does not end: " + said());
        }
        return process.exitValue();
    }

    String said() {
        try {
            return Files.readString(said);
        } catch (IOException e) {
            return "nothing";
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            process.destroy();
            try {
                awaitEnd();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
