package io.autocharge.stack;

import io.autocharge.stack.Settings.Unfit;
import io.autocharge.stack.Status.PartStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Keeps the parts running, and writes down how they stand. */
final class Supervisor implements AutoCloseable {

    private static final int LOOKS_EVERY_S = 3;

    private final Home home;
    private final Map<String, Integer> ports;
    private final Map<String, String> environment;
    private final Instant startedAt = Instant.now();
    private final long begun = System.nanoTime();
    private final List<List<Child>> groups = Collections.synchronizedList(new ArrayList<>());
    private final ScheduledExecutorService clerk = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "clerk");
        thread.setDaemon(true);
        return thread;
    });
    private Double startSeconds;
    private boolean stopped;

    Supervisor(Home home, Map<String, Integer> ports, Map<String, String> environment) {
        this.home = home;
        this.ports = ports;
        this.environment = environment;
        clerk.scheduleWithFixedDelay(this::look, LOOKS_EVERY_S, LOOKS_EVERY_S, TimeUnit.SECONDS);
    }

    /** Starts the parts side by side and returns when all are ready. */
    void start(List<Part> parts) {
        var children = parts.stream()
                .map(part -> new Child(
                        part, new LogFile(home.log(part.name())), home.folder().resolve("run"), this::publish))
                .toList();
        synchronized (this) {
            if (stopped) {
                return;
            }
            groups.add(children);
        }
        var all = children.stream()
                .map(child -> child.start().thenRun(() -> tell(child)))
                .toArray(CompletableFuture[]::new);
        try {
            failFast(all).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof Unfit unfit ? unfit : new IllegalStateException(e.getCause());
        }
    }

    /** The first failure counts: there is no use in waiting for the others. */
    private static CompletableFuture<Void> failFast(CompletableFuture<?>[] all) {
        var every = CompletableFuture.allOf(all);
        for (var one : all) {
            one.whenComplete((nothing, failure) -> {
                if (failure != null) {
                    every.completeExceptionally(failure);
                }
            });
        }
        return every;
    }

    /** Notes that everything has been ready. */
    double ready() {
        synchronized (this) {
            startSeconds = (System.nanoTime() - begun) / 1e9;
        }
        publish();
        return startSeconds;
    }

    /** Stops the parts: those that were started last, first. */
    @Override
    public void close() {
        synchronized (this) {
            if (stopped) {
                return;
            }
            stopped = true;
        }
        children().forEach(Child::retire);
        for (int i = groups.size() - 1; i >= 0; i--) {
            var stops = groups.get(i).stream()
                    .map(child -> {
                        var thread =
                                new Thread(child::stop, "stop " + child.part().name());
                        thread.start();
                        return thread;
                    })
                    .toList();
            for (var stop : stops) {
                join(stop);
            }
        }
        clerk.shutdown();
        try {
            clerk.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        for (var child : children()) {
            child.log().rotate();
        }
        publish();
    }

    private synchronized void publish() {
        var parts = children().stream().map(this::status).toList();
        var pids = new LinkedHashMap<String, Long>();
        parts.stream().filter(part -> part.pid() != null).forEach(part -> pids.put(part.name(), part.pid()));
        home.publish(new Status(
                home.folder().toString(),
                ProcessHandle.current().pid(),
                startedAt,
                startSeconds != null,
                startSeconds,
                ports,
                pids,
                environment,
                parts));
    }

    private PartStatus status(Child child) {
        var handle = child.handle();
        var part = child.part();
        return new PartStatus(
                part.name(),
                child.state().name().toLowerCase(Locale.ROOT),
                handle == null ? null : handle.pid(),
                handle == null
                        ? null
                        : handle.info().startInstant().map(Instant::toString).orElse(null),
                ports.get(part.name()),
                part.url(),
                Math.round(child.startSeconds() * 100) / 100.0,
                child.restarts(),
                handle == null ? null : Memory.mib(handle.pid()),
                child.log().path().toString());
    }

    private List<Child> children() {
        synchronized (groups) {
            return groups.stream().flatMap(List::stream).toList();
        }
    }

    private static void tell(Child child) {
        System.out.printf(
                Locale.ROOT, "  %-13s ready after %5.1f s%n", child.part().name(), child.startSeconds());
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
