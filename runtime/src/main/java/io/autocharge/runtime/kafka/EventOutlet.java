package io.autocharge.runtime.kafka;

import io.autocharge.contracts.Context;
import io.autocharge.contracts.PartnerId;
import io.autocharge.runtime.mongo.Bookmark;
import io.autocharge.runtime.mongo.EventLog;
import io.autocharge.runtime.mongo.StoredEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;

/**
 * Tells the world what happened in this context: every event of the store, in order, at least once. The store itself is
 * the outbox; a position is stored when all events up to it are acknowledged, so a crash repeats some and loses none.
 */
final class EventOutlet implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(EventOutlet.class);
    private static final Duration LEASE = Duration.ofSeconds(15);
    private static final Duration LONGEST_REST = Duration.ofSeconds(1);
    private static final int USUAL_BATCH = 1_000;

    private final Context own;
    private final EventLog log;
    private final Bookmark bookmark;
    private final int batch;
    private final Supplier<Producer<byte[], byte[]>> producers;
    private final Semaphore bell = new Semaphore(0);
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Pauses pauses = new Pauses();
    private final Thread thread;
    private Runnable quiet = () -> {};
    private volatile boolean closed;
    private volatile boolean active;
    private volatile long position;
    private volatile String failure;

    EventOutlet(Context own, EventLog log, Bookmark bookmark, Map<String, Object> producer) {
        this(own, log, bookmark, USUAL_BATCH, () -> new KafkaProducer<>(producer));
    }

    EventOutlet(Context own, EventLog log, Bookmark bookmark, int batch, Supplier<Producer<byte[], byte[]>> producers) {
        this.own = own;
        this.log = log;
        this.bookmark = bookmark;
        this.batch = batch;
        this.producers = producers;
        this.thread = new Thread(this::run, "outlet");
    }

    void start() {
        quiet = log.onAppend(bell::release);
        thread.start();
    }

    /** Whether it is this process that publishes. */
    boolean active() {
        return active;
    }

    /** Up to where all is published, as far as this process knows. */
    long position() {
        return active ? position : bookmark.position();
    }

    /** Why it cannot go on at the moment, if it cannot. */
    String failure() {
        return failure;
    }

    @Override
    public void close() {
        closed = true;
        stop.countDown();
        quiet.run();
        bell.release();
        try {
            thread.join(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closed) {
            try {
                var hold = bookmark.take(LEASE);
                if (hold.isPresent()) {
                    publish(hold.get());
                } else {
                    rest(LONGEST_REST);
                }
            } catch (RuntimeException | ExecutionException e) {
                failure = e.toString();
                LOG.warnf(e, "outlet of %s stops at %d and tries again", own.label(), position);
                pause();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** A new producer each time: what an old one had under way after a failure must not overtake what comes again. */
    private void publish(Bookmark.Hold taken) throws ExecutionException, InterruptedException {
        var producer = producers.get();
        var hold = taken;
        try {
            position = taken.position();
            active = true;
            var renewed = System.nanoTime();
            while (!closed) {
                var events = log.readFrom(position + 1, batch);
                if (events.isEmpty() && System.nanoTime() - renewed < LEASE.toNanos() / 3) {
                    rest(LONGEST_REST);
                    continue;
                }
                send(producer, events);
                var last = events.isEmpty()
                        ? position
                        : events.get(events.size() - 1).position();
                var kept = bookmark.move(hold, last);
                if (kept.isEmpty()) {
                    LOG.infof("outlet of %s: another process has taken over", own.label());
                    return;
                }
                hold = kept.get();
                position = last;
                renewed = System.nanoTime();
                failure = null;
                pauses.reset();
            }
        } finally {
            active = false;
            producer.close(Duration.ZERO);
            release(hold);
        }
    }

    private void send(Producer<byte[], byte[]> producer, List<StoredEvent> events)
            throws ExecutionException, InterruptedException {
        var sent = new ArrayList<Future<?>>();
        for (var event : events) {
            if (event.event().context().equals(own.label())) {
                sent.add(producer.send(record(event)));
            }
        }
        if (!sent.isEmpty()) {
            producer.flush();
        }
        for (var one : sent) {
            one.get();
        }
    }

    private ProducerRecord<byte[], byte[]> record(StoredEvent stored) {
        var event = stored.event();
        var envelope = new Envelope(
                event.id(),
                event.type(),
                event.revision(),
                "/autocharge/" + own.label(),
                event.aggregate(),
                event.at(),
                new PartnerId(event.partner()),
                event.sequence(),
                stored.position(),
                event.metadata().get(Tracing.CORRELATION),
                event.metadata().get(Tracing.CAUSATION),
                event.metadata().get(Tracing.TRACEPARENT));
        return new ProducerRecord<>(
                own.eventTopic(),
                null,
                event.aggregate().getBytes(StandardCharsets.UTF_8),
                event.body().getBytes(StandardCharsets.UTF_8),
                envelope.headers());
    }

    private void release(Bookmark.Hold hold) {
        try {
            bookmark.release(hold);
        } catch (RuntimeException e) {
            LOG.debugf("outlet of %s: its lease ends by itself: %s", own.label(), e.getMessage());
        }
    }

    /** After a failure no new event shortens the pause. */
    private void pause() {
        try {
            if (stop.await(pauses.next().toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debugf("outlet of %s stops", own.label());
            }
        } catch (InterruptedException e) {
            closed = true;
            Thread.currentThread().interrupt();
        }
    }

    private void rest(Duration most) {
        try {
            if (bell.tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS)) {
                bell.drainPermits();
            }
        } catch (InterruptedException e) {
            closed = true;
            Thread.currentThread().interrupt();
        }
    }
}
