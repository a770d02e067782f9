package io.autocharge.runtime.mongo;

import io.autocharge.door.Told;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Sees what other processes append. What this process appends is pushed to its readers directly; the follower only reads
 * what did not come that way.
 */
final class Follower implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Follower.class);
    private static final int BATCH = 1_000;

    private final EventLog log;
    private final Duration poll;
    private final Semaphore bell = new Semaphore(0);
    private Thread thread;
    private volatile boolean closed;
    private long alarmed = -1;
    private long position;

    Follower(EventLog log, Duration poll) {
        this.log = log;
        this.poll = poll;
    }

    synchronized void start() {
        if (thread == null && !closed) {
            position = log.tail() + 1;
            thread = new Thread(this::run, "event-follower");
            thread.setDaemon(true);
            thread.start();
        }
    }

    synchronized boolean isRunning() {
        return thread != null && thread.isAlive();
    }

    void wake() {
        bell.release();
    }

    @Override
    public void close() {
        closed = true;
        Thread running;
        synchronized (this) {
            running = thread;
        }
        if (running != null) {
            running.interrupt();
            try {
                running.join(5_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run() {
        while (!closed) {
            try {
                follow();
                bell.tryAcquire(poll.toMillis(), TimeUnit.MILLISECONDS);
                bell.drainPermits();
            } catch (InterruptedException e) {
                return;
            } catch (GapFound gap) {
                alarm(gap);
                rest();
            } catch (RuntimeException e) {
                if (!closed) {
                    LOG.warnf("The event store cannot be followed just now: %s", Told.in(e));
                    rest();
                }
            }
        }
    }

    private void follow() {
        position = Math.max(position, log.followed());
        for (var events = log.readStored(position, BATCH); !events.isEmpty(); ) {
            log.found(events);
            position = events.get(events.size() - 1).position() + 1;
            events = log.readStored(position, BATCH);
        }
    }

    private void alarm(GapFound gap) {
        if (alarmed != gap.expected()) {
            alarmed = gap.expected();
            LOG.errorf("ALARM event_store_gap: %s All readers stop there.", gap.getMessage());
        }
    }

    private void rest() {
        try {
            TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException e) {
            closed = true;
        }
    }
}
