package io.autocharge.runtime.mongo;

import io.autocharge.door.Told;
import io.autocharge.runtime.Worker;
import io.autocharge.runtime.Worker.Verdict;
import io.autocharge.runtime.mongo.StoredWorklist.Claim;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * The threads that work off one list. One looks for items and is woken when one is put; the others carry them out, so many
 * at a time as the worker allows.
 */
final class Crew<T> {

    /** For how long an item is tried before it is set aside for an operator. */
    static final Duration PATIENCE = Duration.ofDays(3);

    private static final Logger LOG = Logger.getLogger(Crew.class);
    private static final Duration IDLE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    private static final Duration HOUSEKEEPING = Duration.ofMinutes(10);

    private final Worker<T> worker;
    private final StoredWorklist<T> list;
    private final Clock clock;
    private final Runnable refreshClock;
    private final Semaphore bell = new Semaphore(0);
    private final Semaphore hands;
    private final ExecutorService pool;
    private final Thread foreman;
    private long cleanedAt = System.nanoTime();
    private volatile boolean dismissed;

    Crew(Worker<T> worker, StoredWorklist<T> list, Clock clock, Runnable refreshClock) {
        this.worker = worker;
        this.list = list;
        this.clock = clock;
        this.refreshClock = refreshClock;
        this.hands = new Semaphore(worker.parallel());
        var count = new AtomicInteger();
        this.pool = Executors.newFixedThreadPool(worker.parallel(), work -> {
            var thread = new Thread(work, "worker-" + list.name() + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        this.foreman = new Thread(this::run, "foreman-" + list.name());
        foreman.setDaemon(true);
    }

    Crew<T> start() {
        list.onPut(bell::release);
        foreman.start();
        return this;
    }

    void dismiss() {
        dismissed = true;
        bell.release();
    }

    void join(Duration most) {
        try {
            foreman.join(most.toMillis());
            pool.shutdown();
            pool.awaitTermination(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!dismissed) {
            try {
                list.free(clock.instant(), Node::isSurelyDead);
                break;
            } catch (RuntimeException e) {
                complain(e);
            }
        }
        while (!dismissed) {
            try {
                if (!assign()) {
                    await();
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                complain(e);
            }
        }
    }

    /** Gives one due item to a free hand; answers whether there was one. */
    private boolean assign() throws InterruptedException {
        if (!hands.tryAcquire(IDLE.toMillis(), TimeUnit.MILLISECONDS)) {
            return true;
        }
        Claim<T> claim = null;
        try {
            claim = list.claim(clock.instant(), worker.lease(), Node.ID).orElse(null);
            if (claim != null) {
                var mine = claim;
                pool.execute(() -> carryOut(mine));
            }
        } finally {
            if (claim == null) {
                hands.release();
            }
        }
        return claim != null;
    }

    private void await() throws InterruptedException {
        if (System.nanoTime() - cleanedAt > HOUSEKEEPING.toNanos()) {
            cleanedAt = System.nanoTime();
            list.forget(clock.instant());
            list.free(clock.instant(), Node::isSurelyDead);
        }
        bell.tryAcquire(untilNext().toMillis(), TimeUnit.MILLISECONDS);
        bell.drainPermits();
        refreshClock.run();
    }

    private Duration untilNext() {
        var now = clock.instant();
        return list.nextAfter(now)
                .map(next -> Duration.between(now, next).plusMillis(1))
                .filter(wait -> wait.compareTo(IDLE) < 0)
                .orElse(IDLE);
    }

    private void carryOut(Claim<T> claim) {
        try {
            conclude(claim, worker.work(claim.id(), claim.body(), claim.attempts()));
        } catch (Exception | StackOverflowError e) {
            putBack(claim, e);
        } finally {
            hands.release();
            bell.release();
        }
    }

    private void conclude(Claim<T> claim, Verdict verdict) {
        var held = verdict instanceof Verdict.Again again
                ? list.retryAt(claim, clock.instant().plus(again.pause()))
                : list.done(claim);
        if (!held) {
            LOG.warnf(
                    "worklist %s: the lease of %s ended before its work did; its next holder decides",
                    list.name(), claim.id());
        }
    }

    private void putBack(Claim<T> claim, Throwable problem) {
        try {
            if (claim.putAt().plus(PATIENCE).isBefore(Instant.now())) {
                list.giveUp(claim);
                LOG.errorf(
                        problem,
                        "ALARM work_given_up: %s of worklist %s after %d tries",
                        claim.id(),
                        list.name(),
                        claim.attempts());
                return;
            }
            var pause = pause(claim.attempts());
            list.retryAt(claim, clock.instant().plus(pause));
            LOG.warnf(
                    "worklist %s: %s failed (try %d), again in %s: %s",
                    list.name(), claim.id(), claim.attempts(), pause, Told.in(problem));
        } catch (RuntimeException e) {
            LOG.warnf("worklist %s: %s stays leased: %s", list.name(), claim.id(), Told.in(e));
        }
    }

    /** Twice as long each time, up to five minutes; a random half of it, so that those who failed together part. */
    static Duration pause(int attempts) {
        var most = Math.min(LONGEST_PAUSE.toMillis(), 250L << Math.min(attempts, 20));
        return Duration.ofMillis(most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1));
    }

    private void complain(RuntimeException e) {
        if (!dismissed) {
            LOG.warnf("worklist %s cannot be read just now: %s", list.name(), Told.in(e));
            try {
                bell.tryAcquire(1, TimeUnit.SECONDS);
            } catch (InterruptedException interrupted) {
                dismissed = true;
            }
        }
    }
}
