package io.autocharge.runtime.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * Reads topics by whole polls and commits a poll's offsets when all of it was taken. If taking fails, the poll is read
 * again after a pause: nothing is skipped, and between two polls nothing is under way, so a rebalance can come at any time.
 */
final class PollLoop implements AutoCloseable {

    /** What becomes of a poll. It may be given the same records again, and throws if it could not take all of them. */
    interface Taker {
        void take(List<ConsumerRecord<byte[], byte[]>> records);

        /** A moment to look after what waits; called about once a second. */
        default void tend() {}
    }

    private static final Logger LOG = Logger.getLogger(PollLoop.class);
    private static final Duration LONGEST_POLL = Duration.ofSeconds(1);

    private final String name;
    private final Map<String, Object> config;
    private final List<String> topics;
    private final Taker taker;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;
    private volatile KafkaConsumer<byte[], byte[]> consumer;
    private volatile String failure;
    private final Pauses pauses = new Pauses();

    PollLoop(String name, Map<String, Object> config, List<String> topics, Taker taker) {
        this.name = name;
        this.config = config;
        this.topics = topics;
        this.taker = taker;
        this.thread = new Thread(this::run, name);
    }

    void start() {
        thread.start();
    }

    /** Why it cannot go on at the moment, if it cannot. */
    String failure() {
        return failure;
    }

    @Override
    public void close() {
        stop.countDown();
        var current = consumer;
        if (current != null) {
            current.wakeup();
        }
        try {
            thread.join(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (running()) {
            try (var fresh = new KafkaConsumer<byte[], byte[]>(config)) {
                consumer = fresh;
                fresh.subscribe(topics);
                while (running()) {
                    poll(fresh);
                }
            } catch (WakeupException e) {
                LOG.debugf("%s was asked to stop", name);
            } catch (RuntimeException e) {
                failed("lost its connection and makes a new one", e);
            }
        }
    }

    private void poll(KafkaConsumer<byte[], byte[]> from) {
        var records = from.poll(LONGEST_POLL);
        try {
            taker.tend();
            if (!records.isEmpty()) {
                taker.take(StreamSupport.stream(records.spliterator(), false).toList());
            }
        } catch (RuntimeException e) {
            rewind(from, records);
            failed("could not take what it read and reads it again", e);
            return;
        }
        if (!records.isEmpty()) {
            commit(from);
        }
        failure = null;
        pauses.reset();
    }

    /** If another process has taken the partitions over meanwhile, it reads the same again, which is harmless. */
    private void commit(KafkaConsumer<byte[], byte[]> from) {
        try {
            from.commitSync();
        } catch (CommitFailedException | RebalanceInProgressException e) {
            LOG.infof("%s: a rebalance came before the commit; some records come again", name);
        }
    }

    private static void rewind(KafkaConsumer<byte[], byte[]> from, ConsumerRecords<byte[], byte[]> records) {
        var mine = from.assignment();
        for (var partition : records.partitions()) {
            if (mine.contains(partition)) {
                from.seek(partition, records.records(partition).get(0).offset());
            }
        }
    }

    private void failed(String what, RuntimeException e) {
        failure = e.toString();
        LOG.warnf(e, "%s %s", name, what);
        try {
            if (stop.await(pauses.next().toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debugf("%s stops", name);
            }
        } catch (InterruptedException interrupted) {
            stop.countDown();
            Thread.currentThread().interrupt();
        }
    }

    private boolean running() {
        return stop.getCount() > 0;
    }
}
