package io.autocharge.runtime.kafka;

import io.autocharge.runtime.kafka.WaitingLine.Held;
import io.autocharge.runtime.mongo.IntakeLetters;
import java.time.Clock;
import java.util.Collections;
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
    private static final long BUDGET_NS = TimeUnit.SECONDS.toNanos(2);
    private static final long AN_HOUR_NS = TimeUnit.HOURS.toNanos(1);
    private static final int MOST = 200;
    private static final Set<String> BY_THEMSELVES =
            Set.of(Rejection.PREDECESSOR_MISSING.name(), Rejection.NOT_HANDLED.name(), Rejection.WAITS_BEHIND.name());

    private final IntakeLetters letters;
    private final WaitingLine line;
    private final List<String> topics;
    private final Function<ConsumerRecord<byte[], byte[]>, Held> taker;
    private final Clock clock;
    private long last;
    private long forgot = System.nanoTime() - AN_HOUR_NS;
    private boolean begun;

    Rounds(
            IntakeLetters letters,
            WaitingLine line,
            List<String> topics,
            Function<ConsumerRecord<byte[], byte[]>, Held> taker,
            Clock clock) {
        this.letters = letters;
        this.line = line;
        this.topics = topics;
        this.taker = taker;
        this.clock = clock;
    }

    /** Makes a round, if it is time for one. */
    void make() {
        var now = System.nanoTime();
        if (begun && now - last < PAUSE_NS) {
            return;
        }
        for (var topic : topics) {
            var queues = letters.waiting(topic, MOST);
            // a round has little time, so each begins somewhere else
            Collections.shuffle(queues);
            for (var queue : queues) {
                if (System.nanoTime() - now < BUDGET_NS && (!begun || BY_THEMSELVES.contains(queue.reason()))) {
                    line.drain(topic, queue.key(), taker);
                }
            }
        }
        if (now - forgot >= AN_HOUR_NS) {
            letters.forget(clock.instant());
            forgot = now;
        }
        last = System.nanoTime();
        begun = true;
    }
}
