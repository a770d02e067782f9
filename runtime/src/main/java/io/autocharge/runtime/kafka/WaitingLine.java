package io.autocharge.runtime.kafka;

import io.autocharge.runtime.mongo.IntakeLetter;
import io.autocharge.runtime.mongo.IntakeLetters;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/** Has records of a key wait in order, and takes them up again one by one, first to last. */
final class WaitingLine {

    /** A record that cannot be taken now; those of its key wait behind it. */
    record Held(Rejection reason, String detail) {}

    private static final Logger LOG = Logger.getLogger(WaitingLine.class);

    private final IntakeLetters letters;
    private final Clock clock;

    WaitingLine(IntakeLetters letters, Clock clock) {
        this.letters = letters;
        this.clock = clock;
    }

    /** Has a record wait, and with it all later ones of its key; one without a key holds up nobody. */
    void hold(ConsumerRecord<byte[], byte[]> record, Held why) {
        var key = Records.queueKey(record);
        var state = key.isPresent() ? IntakeLetter.State.WAITING : IntakeLetter.State.REJECTED;
        var letter = Records.letter(record, why.reason(), why.detail(), state, clock.instant());
        if (why.reason() != Rejection.WAITS_BEHIND) {
            LOG.errorf(
                    "dead letter %s: %s %s; its key waits: %s",
                    letter.id(), why.reason(), why.detail(), key.isPresent());
        }
        if (key.isPresent()) {
            letters.park(letter);
        } else {
            letters.keep(List.of(letter));
        }
    }

    /**
     * Takes up the records of a key that wait, until one has to wait on.
     *
     * @param taker says why a record still has to wait, or null if it was taken; throws {@link Rejected} if it is
     *     refused for good and need hold up nobody
     */
    void drain(String topic, String key, Function<ConsumerRecord<byte[], byte[]>, Held> taker) {
        letters.forgetEmpty(topic, key);
        var first = letters.first(topic, key);
        while (first.isPresent()) {
            var letter = first.get();
            var end = letter.state() == IntakeLetter.State.WAITING ? tried(letter, taker) : letter.state();
            if (end == IntakeLetter.State.WAITING) {
                return;
            }
            first = letters.release(letter, end) ? letters.first(topic, key) : Optional.empty();
        }
    }

    private IntakeLetter.State tried(IntakeLetter letter, Function<ConsumerRecord<byte[], byte[]>, Held> taker) {
        try {
            var held = taker.apply(Records.record(letter));
            if (held == null) {
                return IntakeLetter.State.TAKEN;
            }
            letters.stillWaiting(letter, held.reason().name(), held.detail());
            return IntakeLetter.State.WAITING;
        } catch (Rejected e) {
            letters.stillWaiting(letter, e.reason().name(), e.getMessage());
            return IntakeLetter.State.REJECTED;
        }
    }
}
