package io.autocharge.e2e;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The shipped jars, started through the stack's main on free ports and a folder of their own. */
final class RunningStack {

    private static final Duration START = Duration.ofSeconds(300);
    private static final Duration STOP = Duration.ofSeconds(60);

    private final Path home;
    private Process process;

    RunningStack(Path home) {
        this.home = home;
    }

    /** One that starts with nothing stored, and stops with this process. */
    static RunningStack fresh(Path home) {
        var stack = new RunningStack(home);
        stack.empty();
        Runtime.getRuntime().addShutdownHook(new Thread(stack::stop, "stop the sandbox"));
        stack.start();
        return stack;
    }

    Addresses addresses() {
        return Addresses.in(home);
    }

    /** Starts it, and waits until it says that it is ready. */
    void start() {
        var stack = Checkout.root().resolve("stack/target");
        var jars = stack.resolve("lib") + File.separator + "*";
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                stack.resolve("stack-0.1.0.jar") + File.pathSeparator + jars,
                "io.autocharge.stack.Stack",
                "--ports",
                "free",
                "--home",
                home.toString());
        try {
            Files.createDirectories(home);
            Files.deleteIfExists(home.resolve("run/stack.json"));
            var log = home.resolve("stack.out").toFile();
            var builder = new ProcessBuilder(command)
                    .directory(Checkout.root().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
            builder.environment().put("AUTOCHARGE_LIMITS_FACTOR", "1000"); // all tests come from one address
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Eventually.eventually("a system that is ready", START, this::ready, this::said);
    }

    /** Asks it to stop as Ctrl-C does, and waits until it has. */
    void stop() {
        if (process == null || !process.isAlive()) {
            return;
        }
        process.destroy();
        try {
            if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new Unexpected("a stop", "still running after " + STOP.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Its children, as the operating system sees them. */
    List<ProcessHandle> processes() {
        return process.descendants().toList();
    }

    private Optional<Boolean> ready() {
        if (!process.isAlive()) {
            throw new Unexpected("a system that starts", said());
        }
        return Files.exists(home.resolve("run/stack.json"))
                        && addresses().stack().path("ready").asBoolean()
                ? Optional.of(true)
                : Optional.empty();
    }

    private String said() {
        try {
            var lines = Files.readAllLines(home.resolve("stack.out"));
            return String.join(System.lineSeparator(), lines.subList(Math.max(0, lines.size() - 30), lines.size()));
        } catch (IOException e) {
            return "nothing was said";
        }
    }

    private void empty() {
        if (!Files.exists(home)) {
            return;
        }
        try (Stream<Path> files = Files.walk(home)) {
            files.sorted((a, b) -> b.compareTo(a)).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
