package io.autocharge.runtime.kafka;

import static io.autocharge.runtime.kafka.Samples.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.runtime.mongo.EmbeddedMongo;
import io.autocharge.runtime.mongo.EventLog;
import io.autocharge.runtime.mongo.IntakeLetter;
import io.autocharge.runtime.mongo.IntakeLetter.State;
import io.autocharge.runtime.mongo.IntakeLetters;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EventIntakeTest {

    private static final InvoiceId A = InvoiceId.derived("a");
    private static final InvoiceId B = InvoiceId.derived("b");

    private final EmbeddedMongo mongo = new EmbeddedMongo();
    private final EventLog log = new EventLog(mongo.database());
    private final IntakeLetters letters = new IntakeLetters(mongo.database());
    private final EventIntake intake = intake();

    @AfterEach
    void close() {
        log.close();
        mongo.close();
    }

    @Test
    void events_of_others_are_stored_in_the_order_of_their_aggregate() {
        intake.take(List.of(told(A, 0), told(B, 0), told(A, 1)));

        assertThat(sequences(A)).containsExactly(0L, 1L);
        assertThat(sequences(B)).containsExactly(0L);
        var stored = log.readAggregate(A.value(), 1).get(0).event();
        assertThat(stored).isEqualTo(Samples.stored(A, 1));
    }

    @Test
    void an_event_that_comes_again_is_dropped() {
        intake.take(List.of(told(A, 0), told(A, 1), told(A, 0)));
        intake.take(List.of(told(A, 0), told(A, 1), told(A, 2)));

        assertThat(sequences(A)).containsExactly(0L, 1L, 2L);
        assertThat(letters.latest(null, 10)).isEmpty();
    }

    @Test
    void an_event_without_its_predecessor_waits_for_it_and_others_go_on() {
        intake.take(List.of(told(A, 0), told(A, 2), told(B, 0), told(A, 3)));

        assertThat(sequences(A)).containsExactly(0L);
        assertThat(sequences(B)).containsExactly(0L);
        assertThat(letters.waiting("invoice.events")).isEqualTo(1);
        assertThat(first(A).reason()).isEqualTo("PREDECESSOR_MISSING");

        intake.take(List.of(told(A, 4), told(A, 1)));

        assertThat(sequences(A)).containsExactly(0L, 1L, 2L, 3L, 4L);
        assertThat(letters.waiting("invoice.events")).isZero();
    }

    @Test
    void an_event_that_cannot_be_read_stays_with_its_bytes_and_reason_and_its_aggregate_waits_in_order() {
        intake.take(List.of(told(A, 0), poison(A, "{\"invoice_id\":5"), told(A, 1), told(B, 0)));
        intake.take(List.of(told(A, 2), told(B, 1)));

        assertThat(sequences(A)).containsExactly(0L);
        assertThat(sequences(B)).containsExactly(0L, 1L);
        var first = first(A);
        assertThat(first.reason()).isEqualTo("BODY_MALFORMED");
        assertThat(new String(first.body(), StandardCharsets.UTF_8)).isEqualTo("{\"invoice_id\":5");
        assertThat(first.headers()).isNotEmpty();

        letters.close(first.id(), State.DISCARDED);
        new WaitingLine(letters, Clock.systemUTC()).drain("invoice.events", A.value(), intake::retake);

        assertThat(sequences(A)).containsExactly(0L, 1L, 2L);
        assertThat(letters.waiting("invoice.events")).isZero();
        assertThat(letters.find(first.id()).orElseThrow().state()).isEqualTo(State.DISCARDED);
    }

    @Test
    void the_same_poll_read_again_after_a_crash_changes_nothing() {
        var poll = List.of(told(A, 0), poison(A, "?"), told(A, 1), told(B, 1), told(B, 0));
        intake.take(poll);
        intake().take(poll);
        intake().take(poll);

        assertThat(sequences(A)).containsExactly(0L);
        assertThat(sequences(B)).containsExactly(0L, 1L);
        assertThat(letters.waiting("invoice.events", List.of(A.value()))
                        .get(A.value())
                        .letters())
                .hasSize(2);
    }

    @Test
    void what_an_operator_discarded_does_not_come_back() {
        var bad = poison(A, "?");
        intake.take(List.of(bad));
        letters.close(Records.id(bad), State.DISCARDED);
        new WaitingLine(letters, Clock.systemUTC()).drain("invoice.events", A.value(), intake::retake);

        intake().take(List.of(bad, told(A, 0)));

        assertThat(sequences(A)).containsExactly(0L);
        assertThat(letters.waiting("invoice.events")).isZero();
    }

    @Test
    void a_record_without_a_key_holds_up_nobody() {
        intake.take(List.of(
                Samples.record(
                        "invoice.events",
                        null,
                        new byte[] {1, 2},
                        Samples.envelope(A, 0).headers()),
                told(A, 0)));

        assertThat(sequences(A)).containsExactly(0L);
        assertThat(letters.latest(null, 10))
                .extracting(IntakeLetter::reason, IntakeLetter::state)
                .containsExactly(tuple("BODY_MALFORMED", State.REJECTED));
    }

    @Test
    void a_newer_service_may_say_more() {
        var body = "{\"new_field\":{\"x\":1}," + new String(told(A, 0).value(), StandardCharsets.UTF_8).substring(1);
        intake.take(List.of(poison(A, body)));

        assertThat(log.readAggregate(A.value(), 0).get(0).event().body()).isEqualTo(body);
    }

    @Test
    void every_way_in_which_an_event_can_lie_is_found() {
        refused("TYPE_UNKNOWN", with("ce_type", "invoice.InvoiceEaten"));
        refused("TYPE_UNKNOWN", with("ce_type", "payment.ChargeCanceled"));
        refused("TYPE_UNKNOWN", with("ce_type", "invoice.CreateInvoice"));
        refused("HEADER_MISSING", with("ce_sequence", null));
        refused("HEADER_MALFORMED", with("ce_sequence", "-1"));
        refused("HEADER_MALFORMED", with("ce_specversion", "0.3"));
        refused("HEADER_MALFORMED", with("content-type", "text/plain"));
        refused("HEADER_MALFORMED", with("ce_time", "yesterday"));
        refused("HEADER_MALFORMED", with("ce_partnerid", "cus_1"));
        refused("HEADERS_DISAGREE", with("ce_partnerid", PartnerId.derived("x").value()));
        refused("KEY_WRONG", with("ce_subject", B.value()));
        refused("HEADER_MISSING", with("ce_id", ""));
        refused("HEADER_MALFORMED", record -> {
            record.headers().add("ce_id", "again".getBytes(StandardCharsets.UTF_8));
            return record;
        });
        refused("HEADER_MALFORMED", record -> {
            record.headers().remove("ce_id").add("ce_id", new byte[] {(byte) 0xC3, 0x28});
            return record;
        });
        refused("BODY_MALFORMED", record -> Samples.record("invoice.events", A.value(), null, record.headers()));
        refused(
                "TOO_LARGE",
                record -> Samples.record("invoice.events", A.value(), new byte[300_000], record.headers()));
    }

    @Test
    void bad_records_among_good_ones_stop_nothing() {
        var bad = Integer.getInteger("autocharge.test.bad-records", 2_000);
        var random = new Random(42);
        var good = new ArrayList<InvoiceId>();
        var poll = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        for (int i = 0; i < bad; i++) {
            poll.add(mutated(random, i));
            if (i % 10 == 0) {
                good.add(InvoiceId.derived("good", "" + i));
                poll.add(told(good.get(good.size() - 1), 0));
            }
            if (poll.size() >= 500) {
                intake.take(poll);
                poll.clear();
            }
        }
        intake.take(poll);

        assertThat(good).hasSize(bad / 10).allSatisfy(id -> assertThat(sequences(id))
                .containsExactly(0L));
        assertThat(log.tail()).isEqualTo(bad / 10);
    }

    @Test
    void any_order_and_any_repetition_end_in_the_same_order() {
        var random = new Random(7);
        for (int round = 0; round < 20; round++) {
            var invoice = InvoiceId.derived("round", "" + round);
            var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            for (int sequence = 0; sequence < 12; sequence++) {
                for (int copies = random.nextInt(3); copies >= 0; copies--) {
                    records.add(told(invoice, sequence));
                }
            }
            Collections.shuffle(records, random);
            while (!records.isEmpty()) {
                var poll = records.subList(0, Math.min(records.size(), 1 + random.nextInt(6)));
                intake.take(List.copyOf(poll));
                poll.clear();
            }
            assertThat(sequences(invoice)).hasSize(12).isSorted().doesNotHaveDuplicates();
        }
        assertThat(letters.waiting("invoice.events")).isZero();
    }

    private static ConsumerRecord<byte[], byte[]> mutated(Random random, int i) {
        var record = told(InvoiceId.derived("bad", "" + i), 0);
        var body = record.value();
        switch (random.nextInt(4)) {
            case 0 -> body[random.nextInt(body.length)] = '"';
            case 1 -> body[0] = (byte) 0xFF;
            case 2 -> record.headers().remove("ce_type");
            default -> record.headers().remove("ce_subject").add("ce_subject", new byte[] {(byte) random.nextInt(256)});
        }
        // a changed letter in the body's quotes may still be an invoice: this makes sure that it is not
        if (record.headers().lastHeader("ce_type") != null) {
            record.headers().remove("ce_sequence");
        }
        return record;
    }

    private void refused(String reason, UnaryOperator<ConsumerRecord<byte[], byte[]>> bend) {
        letters.latest(null, 100).forEach(letter -> letters.release(letter, State.DISCARDED));
        var record = bend.apply(told(A, 0));
        intake.take(List.of(record));
        assertThat(letters.find(Records.id(record)).orElseThrow().reason()).isEqualTo(reason);
        assertThat(sequences(A)).isEmpty();
    }

    private IntakeLetter first(InvoiceId invoice) {
        return letters.find(letters.queue("invoice.events", invoice.value()).get(0))
                .orElseThrow();
    }

    private static UnaryOperator<ConsumerRecord<byte[], byte[]>> with(String header, String value) {
        return record -> {
            record.headers().remove(header);
            if (value != null) {
                record.headers().add(header, value.getBytes(StandardCharsets.UTF_8));
            }
            return record;
        };
    }

    private static ConsumerRecord<byte[], byte[]> poison(InvoiceId invoice, String body) {
        return Samples.record(
                "invoice.events",
                invoice.value(),
                body.getBytes(StandardCharsets.UTF_8),
                Samples.envelope(invoice, 0).headers());
    }

    private EventIntake intake() {
        return new EventIntake(log, letters, List.of("invoice.events"), Clock.systemUTC());
    }

    private List<Long> sequences(InvoiceId invoice) {
        return log.readAggregate(invoice.value(), 0).stream()
                .map(stored -> stored.event().sequence())
                .toList();
    }
}
