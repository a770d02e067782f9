package io.autocharge.runtime.kafka;

import io.autocharge.runtime.kafka.WaitingLine.Held;
import io.autocharge.runtime.mongo.EventLog;
import io.autocharge.runtime.mongo.EventLog.Intake;
import io.autocharge.runtime.mongo.EventRecord;
import io.autocharge.runtime.mongo.IntakeLetters;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Takes the events of other services into the service's own store, each once and in the order of its aggregate. What
 * cannot be read, or comes before its predecessor, waits, and so do the later events of the same aggregate.
 */
final class EventIntake implements PollLoop.Taker {

    private static final Held BEHIND = new Held(Rejection.WAITS_BEHIND, Rejection.WAITS_BEHIND.sentence());
    private static final Held EARLY = new Held(Rejection.PREDECESSOR_MISSING, Rejection.PREDECESSOR_MISSING.sentence());

    private static final long PIECE = 6L << 20;

    private final EventLog log;
    private final IntakeLetters letters;
    private final WaitingLine line;
    private final Rounds rounds;

    EventIntake(EventLog log, IntakeLetters letters, List<String> topics, Clock clock) {
        this.log = log;
        this.letters = letters;
        this.line = new WaitingLine(letters, clock);
        this.rounds = new Rounds(letters, line, topics, this::retake, clock);
    }

    @Override
    public void take(List<ConsumerRecord<byte[], byte[]>> records) {
        var waiting = waiting(records);
        var stopped = new HashSet<>(waiting.keySet());
        var held = new TreeMap<Integer, Held>();
        var good = new ArrayList<Integer>();
        var facts = new ArrayList<EventRecord>();
        for (int i = 0; i < records.size(); i++) {
            var record = records.get(i);
            if (stopped.contains(name(record))) {
                held.put(i, BEHIND);
                continue;
            }
            try {
                facts.add(EventReading.read(record));
                good.add(i);
            } catch (Rejected e) {
                held.put(i, new Held(e.reason(), e.getMessage()));
                Records.queueKey(record).ifPresent(key -> stopped.add(name(record)));
            }
        }
        var verdicts = append(facts);
        for (int i = 0; i < good.size(); i++) {
            if (verdicts.get(i) == Intake.GAP) {
                held.put(good.get(i), EARLY);
            }
        }
        hold(records, held, waiting);
    }

    @Override
    public void tend() {
        rounds.make();
    }

    /** Takes up a record that waited; says why it has to wait on. */
    Held retake(ConsumerRecord<byte[], byte[]> record) {
        try {
            return log.appendForeign(List.of(EventReading.read(record))).get(0) == Intake.GAP ? EARLY : null;
        } catch (Rejected e) {
            return new Held(e.reason(), e.getMessage());
        }
    }

    /** In pieces that the store takes in one commit each. */
    private List<Intake> append(List<EventRecord> facts) {
        var verdicts = new ArrayList<Intake>(facts.size());
        int first = 0;
        long size = 0;
        for (int i = 0; i < facts.size(); i++) {
            size += facts.get(i).body().length() * 3L + 1_024;
            if (size > PIECE) {
                verdicts.addAll(log.appendForeign(facts.subList(first, i)));
                first = i;
                size = 0;
            }
        }
        verdicts.addAll(log.appendForeign(facts.subList(first, facts.size())));
        return verdicts;
    }

    /** What may have been waited for is tried at once; so is what need not wait after all. */
    private void hold(
            List<ConsumerRecord<byte[], byte[]>> records,
            Map<Integer, Held> held,
            Map<String, IntakeLetters.Queue> waiting) {
        var lively = new LinkedHashSet<String>();
        held.forEach((index, why) -> {
            var record = records.get(index);
            if (why == BEHIND && isHereAlready(record)) {
                return;
            }
            var waits = line.hold(record, why);
            var queue = waiting.get(name(record));
            var forPredecessor = queue != null && queue.reason().equals(Rejection.PREDECESSOR_MISSING.name());
            if (!waits || why == EARLY || forPredecessor) {
                lively.add(name(record));
            }
        });
        lively.forEach(name -> {
            int bar = name.indexOf('|');
            line.drain(name.substring(0, bar), name.substring(bar + 1), this::retake);
        });
    }

    private boolean isHereAlready(ConsumerRecord<byte[], byte[]> record) {
        try {
            var event = EventReading.read(record);
            return log.holds(event.aggregate(), event.sequence());
        } catch (Rejected e) {
            return false;
        }
    }

    private Map<String, IntakeLetters.Queue> waiting(List<ConsumerRecord<byte[], byte[]>> records) {
        var keys = records.stream()
                .collect(Collectors.groupingBy(
                        ConsumerRecord::topic,
                        Collectors.flatMapping(record -> Records.queueKey(record).stream(), Collectors.toSet())));
        var waiting = new HashMap<String, IntakeLetters.Queue>();
        keys.forEach((topic, some) ->
                letters.waiting(topic, some).forEach((key, queue) -> waiting.put(topic + "|" + key, queue)));
        return waiting;
    }

    private static String name(ConsumerRecord<byte[], byte[]> record) {
        return record.topic() + "|" + Records.key(record);
    }
}
