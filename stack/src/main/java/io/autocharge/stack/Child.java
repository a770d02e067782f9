package io.autocharge.stack;

import io.autocharge.stack.Settings.Unfit;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One part while it runs: started, asked until it is ready, started again when it dies, stopped with the stack. */
final class Child {

    /** Where a part stands. */
    enum State {
        STARTING,
        READY,
        DEAD,
        GIVEN_UP,
        STOPPED
    }

    private static final Duration LONGEST_START = Duration.ofMinutes(5);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(15);
    private static final long GRACE_MS = 200;
    private static final long FIRST_PAUSE_MS = 250;
    private static final long LONGEST_PAUSE_MS = 30_000;
    private static final int MOST_FAILED_STARTS = 10;
    private static final int TOLD_LINES = 15;

    private final Part part;
    private final LogFile log;
    private final Path workplace;
    private final Runnable changed;
    private final CompletableFuture<Void> firstReady = new CompletableFuture<>();
    private final Thread keeper;

    private Process process;
    private State state = State.STARTING;
    private double startSeconds;
    private int restarts;
    private boolean retired;

    Child(Part part, LogFile log, Path workplace, Runnable changed) {
        this.part = part;
        this.log = log;
        this.workplace = workplace;
        this.changed = changed;
        keeper = new Thread(this::keep, "keeper of " + part.name());
        keeper.setDaemon(true);
    }

    /** Completes when the part is ready for the first time; fails if its first start does. */
    CompletableFuture<Void> start() {
        keeper.start();
        return firstReady;
    }

    Part part() {
        return part;
    }

    LogFile log() {
        return log;
    }

    synchronized State state() {
        return state;
    }

    synchronized double startSeconds() {
        return startSeconds;
    }

    synchronized int restarts() {
        return restarts;
    }

    /** Its process, if one runs. */
    synchronized ProcessHandle handle() {
        return process != null && process.isAlive() ? process.toHandle() : null;
    }

    /** From now on it is not started again: its end is near, whoever brings it about. */
    synchronized void retire() {
        retired = true;
        notifyAll();
    }

    /** Ends the part: asked first, killed when it does not listen. */
    void stop() {
        Process last;
        synchronized (this) {
            state = State.STOPPED;
            last = process;
            notifyAll();
        }
        if (last != null) {
            last.destroy();
            try {
                if (!last.waitFor(LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                    System.err.println(part.name() + " does not stop and is killed.");
                    last.destroyForcibly().waitFor();
                }
            } catch (InterruptedException e) {
                last.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
        changed.run();
    }

    private void keep() {
        int failed = 0;
        try {
            while (launch()) {
                if (awaitReady()) {
                    failed = 0;
                    process.waitFor();
                } else {
                    failed++;
                }
                if (!mourn(failed)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            firstReady.completeExceptionally(new Unfit(part.name() + " cannot be started: " + e.getMessage()));
            move(State.GIVEN_UP);
        }
    }

    private boolean launch() throws IOException {
        // Ctrl-C reaches the whole process group; the parts leave it to the stack, which stops them in order.
        var command = new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT; exec \"$0\" \"$@\""));
        command.addAll(part.command());
        log.rotate();
        var builder = new ProcessBuilder(command)
                .directory(workplace.toFile())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log.path().toFile()));
        builder.environment().putAll(part.environment());
        synchronized (this) {
            if (state == State.STOPPED || retired) {
                return false;
            }
            process = builder.start();
            state = State.STARTING;
        }
        changed.run(); // outside of the lock: whoever writes the status down asks all parts
        return true;
    }

    private boolean awaitReady() throws InterruptedException {
        var begun = System.nanoTime();
        while (process.isAlive() && System.nanoTime() - begun < LONGEST_START.toNanos()) {
            if (isReady()) {
                synchronized (this) {
                    if (state == State.STOPPED) {
                        return true;
                    }
                    startSeconds = (System.nanoTime() - begun) / 1e9;
                    state = State.READY;
                }
                firstReady.complete(null);
                changed.run();
                return true;
            }
            process.waitFor(100, TimeUnit.MILLISECONDS);
        }
        if (process.isAlive()) {
            log("was not ready after %d s and is killed".formatted(LONGEST_START.toSeconds()));
            process.destroyForcibly().waitFor();
        }
        return false;
    }

    private boolean isReady() throws InterruptedException {
        try {
            return part.probe().ready();
        } catch (IOException e) {
            return false; // not yet
        }
    }

    /** Says what happened and waits; false if there is nothing more to do. */
    private boolean mourn(int failed) throws InterruptedException {
        // A signal that ends the whole group reaches the parts a moment before the stack says that it stops.
        if (awaitRetirement(GRACE_MS)) {
            return false;
        }
        move(State.DEAD);
        var ended = "%s ended with status %d".formatted(part.name(), process.exitValue());
        if (!firstReady.isDone()) {
            firstReady.completeExceptionally(new Unfit(ended + " before it was ready. " + lastWords()));
            return false;
        }
        if (failed >= MOST_FAILED_STARTS) {
            log("%s, and %d starts have failed; it is given up. %s".formatted(ended, failed, lastWords()));
            move(State.GIVEN_UP);
            return false;
        }
        var pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS << failed);
        log("%s and is started again in %d ms. %s".formatted(ended, pause, lastWords()));
        synchronized (this) {
            restarts++;
        }
        return !awaitRetirement(pause);
    }

    private synchronized boolean awaitRetirement(long ms) throws InterruptedException {
        var until = System.nanoTime() + ms * 1_000_000;
        for (long left = ms; state != State.STOPPED && !retired && left > 0; ) {
            wait(left);
            left = (until - System.nanoTime()) / 1_000_000;
        }
        return state == State.STOPPED || retired;
    }

    private String lastWords() {
        var lines = log.tail(TOLD_LINES);
        return "Its log %s ends:%n    %s".formatted(log.path(), String.join(System.lineSeparator() + "    ", lines));
    }

    private void move(State next) {
        synchronized (this) {
            if (state != State.STOPPED) {
                state = next;
            }
        }
        changed.run();
    }

    private static void log(String message) {
        System.err.println(message);
    }
}
