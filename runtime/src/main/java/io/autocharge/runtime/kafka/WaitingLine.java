package io.autocharge.runtime.kafka;

import io.autocharge.runtime.mongo.IntakeLetter;
import io.autocharge.runtime.mongo.IntakeLetters;
import java.time.Clock;
import java.util.List;
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

    /**
     * Has a record wait, and with it all later ones of its key; one without a key holds up nobody.
     *
     * @return false if an operator has discarded this very record before, so that it need not wait
     */
    boolean hold(ConsumerRecord<byte[], byte[]> record, Held why) {
        var key = Records.queueKey(record);
        var state = key.isPresent() ? IntakeLetter.State.WAITING : IntakeLetter.State.REJECTED;
        var letter = Records.letter(record, why.reason(), why.detail(), state, clock.instant());
        if (why.reason() != Rejection.WAITS_BEHIND) {
            LOG.errorf("ALARM dead_letter: %s %s: %s", letter.id(), why.reason(), why.detail());
        }
        if (key.isPresent()) {
            return letters.park(letter);
        }
        letters.keep(List.of(letter));
        return true;
    }

    /**
     * Takes up the records of a key that wait, first to last. One that waits only for its predecessor lets those behind
     * it try, since one of them may be just that; any other holds up what is behind it.
     *
     * @param taker says why a record still has to wait, or null if it was taken; throws {@link Rejected} if it is
     *     refused for good and need hold up nobody
     */
    void drain(String topic, String key, Function<ConsumerRecord<byte[], byte[]>, Held> taker) {
        letters.forgetEmpty(topic, key);
        while (anyTaken(letters.queue(topic, key), taker)) {
            LOG.debugf("%s of %s: some were taken", key, topic);
        }
    }

    private boolean anyTaken(List<String> queue, Function<ConsumerRecord<byte[], byte[]>, Held> taker) {
        boolean taken = false;
        for (var id : queue) {
            var letter = letters.find(id).orElseThrow();
            var held = letter.state() == IntakeLetter.State.WAITING ? tried(letter, taker) : gone(letter);
            if (held == null) {
                taken = true;
            } else if (held.reason() != Rejection.PREDECESSOR_MISSING) {
                break;
            }
        }
        return taken;
    }

    private Held gone(IntakeLetter letter) {
        letters.release(letter, letter.state());
        return null;
    }

    private Held tried(IntakeLetter letter, Function<ConsumerRecord<byte[], byte[]>, Held> taker) {
        try {
            var held = taker.apply(Records.record(letter));
            if (held == null) {
                letters.release(letter, IntakeLetter.State.TAKEN);
            } else {
                letters.stillWaiting(letter, held.reason().name(), held.detail());
            }
            return held;
        } catch (Rejected e) {
            letters.stillWaiting(letter, e.reason().name(), e.getMessage());
            letters.release(letter, IntakeLetter.State.REJECTED);
            return null;
        }
    }
}
