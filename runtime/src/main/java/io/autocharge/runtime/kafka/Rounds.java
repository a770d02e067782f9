package io.autocharge.runtime.kafka;

import io.autocharge.runtime.kafka.WaitingLine.Held;
import io.autocharge.runtime.mongo.IntakeLetters;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Goes round the keys that wait and takes up what can go on by itself by now: what failed, and what waited for a
 * predecessor. At first, which is after a start and perhaps an upgrade, it takes up everything.
 */
final class Rounds {

    private static final long PAUSE_NS = TimeUnit.SECONDS.toNanos(5);
    private static final int MOST = 200;
    private static final Set<String> BY_THEMSELVES =
            Set.of(Rejection.PREDECESSOR_MISSING.name(), Rejection.NOT_HANDLED.name(), Rejection.WAITS_BEHIND.name());

    private final IntakeLetters letters;
    private final WaitingLine line;
    private final List<String> topics;
    private final Function<ConsumerRecord<byte[], byte[]>, Held> taker;
    private long last;
    private boolean begun;

    Rounds(
            IntakeLetters letters,
            WaitingLine line,
            List<String> topics,
            Function<ConsumerRecord<byte[], byte[]>, Held> taker) {
        this.letters = letters;
        this.line = line;
        this.topics = topics;
        this.taker = taker;
    }

    /** Makes a round, if it is time for one. */
    void make() {
        var now = System.nanoTime();
        if (begun && now - last < PAUSE_NS) {
            return;
        }
        for (var topic : topics) {
            for (var queue : letters.waiting(topic, MOST)) {
                if (!begun || BY_THEMSELVES.contains(queue.reason())) {
                    line.drain(topic, queue.key(), taker);
                }
            }
        }
        last = now;
        begun = true;
    }
}
