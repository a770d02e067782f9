package io.autocharge.runtime.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autocharge.runtime.mongo.EventLog.Intake;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EventLogTest {

    private final EmbeddedMongo mongo = new EmbeddedMongo();
    private final EventLog log = new EventLog(mongo.database(), "here", Duration.ofMillis(50));

    @AfterEach
    void close() {
        log.close();
        mongo.close();
    }

    static EventRecord event(String aggregate, long sequence) {
        return event(aggregate, sequence, Instant.now());
    }

    static EventRecord event(String aggregate, long sequence, Instant at) {
        return new EventRecord(
                UUID.randomUUID().toString(),
                "invoice.InvoicePaid",
                1,
                aggregate,
                sequence,
                "par_x",
                at,
                Map.of("correlationid", "c1"),
                "{\"n\":" + sequence + "}");
    }

    @Test
    void positions_count_from_one_without_gaps() {
        assertThat(log.tail()).isZero();
        log.append(List.of(event("a", 0), event("a", 1)));
        var third = log.append(List.of(event("b", 0)));

        assertThat(third).extracting(StoredEvent::position).containsExactly(3L);
        assertThat(log.tail()).isEqualTo(3);
        assertThat(log.readStored(1, 10)).extracting(StoredEvent::position).containsExactly(1L, 2L, 3L);
    }

    @Test
    void what_is_read_is_what_was_written_to_the_letter() {
        var event = event("a", 0, Instant.parse("2026-06-01T12:00:00.123Z"));
        log.append(List.of(event));

        assertThat(log.readStored(1, 10)).containsExactly(new StoredEvent(1, event));
        assertThat(log.readAggregate("a", 0)).containsExactly(new StoredEvent(1, event));
    }

    @Test
    void a_reader_may_start_in_the_midst_of_a_commit_and_stop_there() {
        log.append(List.of(event("a", 0), event("a", 1), event("a", 2)));
        log.append(List.of(event("a", 3)));

        assertThat(log.readStored(2, 10)).extracting(StoredEvent::position).containsExactly(2L, 3L, 4L);
        assertThat(log.readStored(1, 2)).extracting(StoredEvent::position).containsExactly(1L, 2L);
        assertThat(log.readStored(5, 10)).isEmpty();
    }

    @Test
    void a_place_in_the_life_of_an_aggregate_is_taken_once() {
        log.append(List.of(event("a", 0)));

        assertThatThrownBy(() -> log.append(List.of(event("b", 0), event("a", 0))))
                .isInstanceOf(KeyTaken.class);
        assertThatThrownBy(() -> log.append(List.of(event("c", 0), event("c", 0))))
                .isInstanceOf(KeyTaken.class);
        assertThat(log.tail()).isEqualTo(1);
        assertThat(log.readAggregate("b", 0)).isEmpty();
    }

    @Test
    void of_those_who_compete_for_one_place_one_wins_and_the_rest_loses_nothing() throws Exception {
        var threads = Executors.newFixedThreadPool(16);
        var tasks = new ArrayList<Callable<Boolean>>();
        for (int i = 0; i < 160; i++) {
            var sequence = i % 10;
            tasks.add(() -> {
                try {
                    log.append(List.of(event("a" + sequence, 0)));
                    return true;
                } catch (KeyTaken e) {
                    return false;
                }
            });
        }
        var won = 0;
        for (var future : threads.invokeAll(tasks)) {
            won += future.get() ? 1 : 0;
        }
        threads.shutdown();

        assertThat(won).isEqualTo(10);
        assertThat(log.tail()).isEqualTo(10);
    }

    @Test
    void foreign_facts_come_once_and_in_the_order_of_their_aggregate() {
        assertThat(log.appendForeign(List.of(event("a", 0), event("a", 1), event("a", 1), event("a", 3))))
                .containsExactly(Intake.APPENDED, Intake.APPENDED, Intake.DUPLICATE, Intake.GAP);
        assertThat(log.appendForeign(List.of(event("a", 1), event("a", 2), event("a", 3))))
                .containsExactly(Intake.DUPLICATE, Intake.APPENDED, Intake.APPENDED);
        assertThat(log.readAggregate("a", 0))
                .extracting(stored -> stored.event().sequence())
                .containsExactly(0L, 1L, 2L, 3L);
        assertThat(mongo.database().getCollection("events").countDocuments()).isEqualTo(2);
    }

    @Test
    void more_foreign_facts_than_fit_into_one_commit_are_all_taken_in() {
        var body = "\"" + "x".repeat(200 << 10) + "\"";
        var facts = LongStream.range(0, 60)
                .mapToObj(i ->
                        new EventRecord("e" + i, "invoice.InvoicePaid", 1, "a", i, "p", Instant.EPOCH, Map.of(), body))
                .toList();

        assertThat(log.appendForeign(facts)).hasSize(60).containsOnly(Intake.APPENDED);
        assertThat(log.readFrom(1, 100)).hasSize(60);
        assertThat(mongo.database().getCollection("events").countDocuments()).isEqualTo(2);
    }

    @Test
    void what_does_not_fit_is_refused_before_it_is_stored() {
        var body = "x".repeat(Sizes.MOST_BYTES_OF_AN_EVENT + 1);
        var large = new EventRecord("e", "invoice.InvoicePaid", 1, "a", 0, "p", Instant.now(), Map.of(), body);

        assertThatThrownBy(() -> log.append(List.of(large)))
                .isInstanceOf(TooLarge.class)
                .hasMessageContaining("262144 bytes");
        assertThatThrownBy(() -> log.append(
                        LongStream.range(0, 1_001).mapToObj(i -> event("a", i)).toList()))
                .isInstanceOf(TooLarge.class);
        assertThat(log.tail()).isZero();
    }

    @Test
    void a_reader_stops_at_a_gap() {
        log.append(List.of(event("a", 0)));
        log.append(List.of(event("a", 1)));
        log.append(List.of(event("a", 2)));
        mongo.database().getCollection("events").deleteOne(new Document("_id", 2L));

        assertThatThrownBy(() -> log.readStored(1, 10))
                .isInstanceOf(GapFound.class)
                .hasMessage("Position 2 is missing in the event store; the next one is 3.");
        assertThatThrownBy(() -> log.readStored(2, 10)).isInstanceOf(GapFound.class);
    }

    @Test
    void who_reads_along_is_told_of_what_another_process_appends() throws Exception {
        var told = new CountDownLatch(1);
        log.onAppend(told::countDown);
        try (var other = new EventLog(mongo.database())) {
            other.append(List.of(event("a", 0)));
        }

        assertThat(told.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(log.readFrom(1, 10)).hasSize(1);
    }

    @Test
    void the_clock_of_the_writer_says_nothing_about_order() {
        log.append(List.of(event("a", 0, Instant.now())));
        for (var late : List.of(1_100, 3_000, 10_000, 60_000)) {
            log.append(List.of(event("late" + late, 0, Instant.now().minusMillis(late))));
        }

        assertThat(log.readStored(2, 10)).hasSize(4);
    }

    @Test
    void a_closed_log_has_stored_what_it_was_given() {
        var writer = new EventLog(mongo.database());
        writer.append(List.of(event("a", 0)));
        writer.close();

        assertThatThrownBy(() -> writer.append(List.of(event("a", 1)))).hasMessageContaining("closed");
        assertThat(log.tail()).isEqualTo(1);
    }
}
