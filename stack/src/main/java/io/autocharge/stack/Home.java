package io.autocharge.stack;

import com.fasterxml.jackson.databind.JsonNode;
import io.autocharge.stack.Settings.Unfit;
import io.autocharge.stack.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The data folder of one system; only one stack at a time has it. */
final class Home implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path folder;
    private final FileChannel lock;

    private Home(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** Takes the folder, creates what is missing, and waits for what is left of a stack that was killed. */
    static Home take(Path folder) {
        try {
            for (var name : List.of("run", "logs", "keys", "data")) {
                Files.createDirectories(folder.resolve(name));
            }
            Files.deleteIfExists(Files.createTempFile(folder, "writable", null));
        } catch (IOException e) {
            throw new Unfit("The data folder %s cannot be written (%s). --home or AUTOCHARGE_HOME names another."
                    .formatted(folder, e));
        }
        var home = new Home(folder, lock(folder));
        home.awaitLeftovers();
        return home;
    }

    private static FileChannel lock(Path folder) {
        try {
            var channel =
                    FileChannel.open(folder.resolve("run/lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                if (channel.tryLock() != null) {
                    return channel;
                }
            } catch (OverlappingFileLockException e) {
                // somebody in this very process has it
            }
            channel.close();
            throw new Unfit("Another stack runs on %s (process %s). Stop it, or choose another folder with --home."
                    .formatted(folder, status(folder).path("pid").asText("unknown")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitLeftovers() {
        var left = leftovers();
        if (!left.isEmpty()) {
            System.out.println("Waiting for what is left of a stack that was killed: processes " + left);
        }
        var until = System.nanoTime() + PATIENCE.toNanos();
        while (!left.isEmpty() && System.nanoTime() < until) {
            pause();
            left = leftovers();
        }
        if (!left.isEmpty()) {
            throw new Unfit("Processes %s of an earlier stack on %s still run.".formatted(left, folder));
        }
        try {
            Files.deleteIfExists(folder.resolve("run/stack.json")); // what it says is over
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Long> leftovers() {
        var left = new ArrayList<Long>();
        for (var part : status(folder).path("parts")) {
            var pid = part.path("pid").asLong();
            var same = ProcessHandle.of(pid)
                    .flatMap(process -> process.info().startInstant())
                    .filter(begun -> begun.toString()
                            .equals(part.path("process_started_at").asText()));
            if (same.isPresent()) {
                left.add(pid);
            }
        }
        return left;
    }

    /** Each process works out the start of others from the time since boot, and comes out a little different. */
    private static boolean isAbout(Instant begun, String noted) {
        return !noted.isEmpty()
                && Duration.between(begun, Instant.parse(noted)).abs().toSeconds() < 10;
    }

    private static JsonNode status(Path folder) {
        try {
            return Json.read(Files.readAllBytes(folder.resolve("run/stack.json")), JsonNode.class);
        } catch (IOException | UncheckedIOException e) {
            return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
        }
    }

    Path folder() {
        return folder;
    }

    Path keys() {
        return folder.resolve("keys");
    }

    Path log(String name) {
        return folder.resolve("logs").resolve(name + ".log");
    }

    Path data(String name) {
        return folder.resolve("data").resolve(name);
    }

    /** Replaces the status file in one step, so that a reader never sees half of it. */
    void publish(Object status) {
        try {
            var draft = folder.resolve("run/stack.json.draft");
            Files.write(draft, Json.pretty(status));
            Files.move(draft, folder.resolve("run/stack.json"), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            System.err.println("The status file cannot be written: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(folder.resolve("run/stack.json"));
            lock.close();
        } catch (IOException e) {
            System.err.println("The data folder cannot be given back: " + e.getMessage());
        }
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for an earlier stack", e);
        }
    }
}
