package io.autocharge.runtime.axon;

import static io.autocharge.runtime.axon.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.runtime.mongo.EmbeddedMongo;
import io.autocharge.runtime.mongo.EventLog;
import io.autocharge.runtime.mongo.StoredEvent;
import io.autocharge.runtime.mongo.WriterProcess;
import io.autocharge.runtime.mongo.WriterProcess.Order;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/**
 * The promises of the store while several processes write, with clocks that differ, and while they are killed. A view reads
 * along all the time. {@code -Dautocharge.test.kills=200} kills more often; {@code -Dautocharge.test.mongodb.uri} runs it
 * elsewhere.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ManyWritersTest {

    private static final int KILLS = Integer.getInteger("autocharge.test.kills", 4);

    private final EmbeddedMongo mongo = new EmbeddedMongo();
    private final Ledger.Papers view = new Ledger.Papers();
    private EventLog log;
    private Running reader;

    @BeforeEach
    void read() {
        log = new EventLog(mongo.database(), "reader", Duration.ofMillis(50));
        reader = Running.start(
                new Ledger.Module(List.of(), List.of(view)),
                log,
                new EventCodec(List.of()),
                new AxonCommands(),
                Clock.systemUTC(),
                type -> type == Clock.class ? Optional.of(Clock.systemUTC()) : Optional.empty());
    }

    @AfterEach
    void close() {
        reader.close();
        log.close();
        mongo.close();
    }

    private Order order(String name, int threads, int units, int events, Duration skew) {
        return new Order(mongo.uri(), mongo.database().getName(), name, threads, units, events, skew);
    }

    private List<StoredEvent> all() {
        var all = new ArrayList<StoredEvent>();
        for (var batch = log.readFrom(1, 500); !batch.isEmpty(); batch = log.readFrom(all.size() + 1, 500)) {
            all.addAll(batch);
        }
        return all;
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    @Test
    void eight_writers_in_two_processes_leave_no_gap_and_a_reader_misses_nothing() {
        try (var a = WriterProcess.start(order("a", 4, 60, 2, Duration.ZERO));
                var b = WriterProcess.start(order("b", 4, 60, 2, Duration.ZERO))) {
            assertThat(a.rest()).hasSize(240);
            assertThat(b.rest()).hasSize(240);
        }
        eventually(() -> view.positions.size() == 960);

        assertThat(view.positions).containsExactlyElementsOf(upTo(960));
        assertThat(all()).extracting(StoredEvent::position).containsExactlyElementsOf(upTo(960));
    }

    @Test
    void two_writers_whose_clocks_differ_by_two_seconds_lose_none_of_4000_and_a_replay_is_known_as_such() {
        try (var late = WriterProcess.start(order("late", 2, 1_000, 1, Duration.ofSeconds(-2)));
                var right = WriterProcess.start(order("right", 2, 1_000, 1, Duration.ZERO))) {
            assertThat(late.rest()).hasSize(2_000);
            assertThat(right.rest()).hasSize(2_000);
        }
        eventually(() -> view.positions.size() == 4_000);
        assertThat(view.positions).containsExactlyElementsOf(upTo(4_000));
        assertThat(view.replayed).allMatch(event -> event.endsWith(" live"));

        var before = new HashMap<>(view.papers);
        view.replayed.clear();
        var processor = reader.axon()
                .eventProcessingConfiguration()
                .eventProcessor("Papers", PooledStreamingEventProcessor.class)
                .orElseThrow();
        processor.shutDown();
        processor.resetTokens();
        processor.start();
        log.append(List.of(WriterProcess.event(InvoiceId.derived("after"), 0, Duration.ofDays(-1))));
        eventually(() -> view.replayed.size() == 4_001);

        assertThat(view.replayed.subList(0, 4_000)).allMatch(event -> event.endsWith(" replayed"));
        assertThat(view.replayed.get(4_000)).isEqualTo("4001 live");
        before.put(InvoiceId.derived("after"), List.of("archived"));
        assertThat(view.papers).isEqualTo(before);
    }

    @Test
    void events_stamped_late_reach_a_view_that_is_at_the_head() {
        log.append(List.of(WriterProcess.event(InvoiceId.derived("first"), 0, Duration.ZERO)));
        eventually(() -> view.positions.size() == 1);
        for (var millis : List.of(1_100, 1_500, 3_000, 10_000, 60_000)) {
            log.append(List.of(
                    WriterProcess.event(InvoiceId.derived("late", "" + millis), 0, Duration.ofMillis(-millis))));
        }

        eventually(() -> view.positions.size() == 6);
        assertThat(view.positions).containsExactlyElementsOf(upTo(6));
    }

    @Test
    void a_writer_that_is_killed_leaves_no_half_unit_no_gap_and_takes_nothing_back() {
        var seed = Long.getLong("autocharge.test.seed", System.nanoTime());
        var random = new Random(seed);
        var acknowledged = new HashSet<String>();
        for (int kill = 0; kill < KILLS; kill++) {
            try (var writer = WriterProcess.start(order("kill" + kill, 4, 1_000_000, 3, Duration.ZERO))) {
                var lines = random.nextInt(5, 60);
                for (int line = 0; line < lines; line++) {
                    acknowledged.add(writer.acknowledged().orElseThrow());
                }
                writer.kill();
                acknowledged.addAll(writer.rest());
            }
        }
        log.append(List.of(WriterProcess.event(InvoiceId.derived("after"), 0, Duration.ZERO)));

        var perUnit = new HashMap<String, Integer>();
        var all = all();
        all.forEach(stored -> perUnit.merge(stored.event().aggregate(), 1, Integer::sum));
        perUnit.remove(InvoiceId.derived("after").value());
        System.out.printf(
                "%d kills (seed %d): %d units acknowledged, %d stored, half stored %d, acknowledged and lost %d%n",
                KILLS,
                seed,
                acknowledged.size(),
                perUnit.size(),
                perUnit.values().stream().filter(count -> count != 3).count(),
                acknowledged.stream().filter(unit -> !perUnit.containsKey(unit)).count());
        assertThat(all).extracting(StoredEvent::position).containsExactlyElementsOf(upTo(all.size()));
        assertThat(perUnit.values()).containsOnly(3);
        assertThat(perUnit.keySet()).containsAll(acknowledged);
        eventually(() -> view.positions.size() == all.size());
    }
}
