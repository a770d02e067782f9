package io.autocharge.runtime.kafka;

import static io.autocharge.runtime.kafka.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.autocharge.contracts.Context;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.runtime.mongo.Bookmark;
import io.autocharge.runtime.mongo.EmbeddedMongo;
import io.autocharge.runtime.mongo.EventLog;
import io.autocharge.runtime.mongo.IntakeLetters;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** What a crash, a rebalance or a redelivery may come between, on a real broker. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class NothingLostNothingTwiceTest {

    /** How often an outlet dies at most, and how many charges it tells of meanwhile. */
    private static final int DEATHS = Integer.getInteger("autocharge.test.deaths", 40);

    private final KafkaSettings settings = TestBroker.settings();
    private final Topics topics = new Topics(settings);
    private final EmbeddedMongo teller = new EmbeddedMongo();
    private final EmbeddedMongo hearer = new EmbeddedMongo();
    private final EventLog told = new EventLog(teller.database());
    private final EventLog heard = new EventLog(hearer.database());
    private final IntakeLetters letters = new IntakeLetters(hearer.database());
    private final List<AutoCloseable> running = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (var one : running) {
            one.close();
        }
        told.close();
        heard.close();
        topics.close();
        teller.close();
        hearer.close();
    }

    @Test
    void an_outlet_that_dies_anywhere_leaves_no_gap() {
        topics.ensure(Context.PAYMENT);
        var charges = IntStream.range(0, DEATHS)
                .mapToObj(i -> ChargeId.fresh(Instant.now()))
                .toList();
        for (int sequence = 0; sequence < 10; sequence++) {
            for (var charge : charges) {
                told.append(List.of(Samples.stored(Samples.canceled(charge), sequence)));
            }
        }
        var random = new Random(11);
        var deaths = new ArrayList<String>();
        var outlet = new EventOutlet(
                Context.PAYMENT,
                told,
                new DyingBookmark(random, deaths),
                20,
                () -> new DyingProducer(new KafkaProducer<>(settings.producer("dying")), random, deaths));
        outlet.start();
        running.add(outlet);
        running.add(hear("payment.events", "crash"));

        for (long count = 10; count <= DEATHS * 10L; count += 10) {
            var so = count;
            eventually(so + " events", () -> heard.tail() >= so);
        }
        for (var charge : charges) {
            assertThat(heard.readAggregate(charge.value(), 0))
                    .extracting(stored -> stored.event().sequence())
                    .containsExactlyElementsOf(
                            IntStream.range(0, 10).mapToObj(i -> (long) i).toList());
        }
        assertThat(heard.tail()).isEqualTo(DEATHS * 10L);
        assertThat(deaths).contains("before send", "after ack", "after token");
        eventually("nobody waits", () -> letters.waiting("payment.events") == 0);
    }

    @Test
    void consumers_that_come_and_go_lose_nothing_and_store_nothing_twice() {
        topics.ensure(Context.CUSTOMER);
        var subjects = IntStream.range(0, 30)
                .mapToObj(i -> CustomerId.fresh(Instant.now()))
                .toList();
        var loops = new ArrayList<PollLoop>();
        try (var producer = new KafkaProducer<byte[], byte[]>(settings.producer("storm"))) {
            for (int sequence = 0; sequence < 20; sequence++) {
                var fresh = new PollLoop(
                        "storm-" + sequence,
                        settings.consumer("storm", 50),
                        List.of("customer.events"),
                        new EventIntake(heard, letters, List.of("customer.events"), Clock.systemUTC()));
                fresh.start();
                loops.add(fresh);
                for (var subject : subjects) {
                    var event = Samples.stored(Samples.renamed(subject), sequence);
                    for (int copies = 0; copies <= sequence % 4; copies++) {
                        producer.send(Samples.published("customer.events", event));
                    }
                }
                producer.flush();
                if (loops.size() > 2) {
                    loops.remove(0).close();
                }
            }
        }
        running.addAll(loops);

        for (var subject : subjects) {
            eventually("all of " + subject, () -> heard.holds(subject.value(), 19));
        }
        assertThat(heard.tail()).isEqualTo(30 * 20);
        eventually("nobody waits", () -> letters.waiting("customer.events") == 0);
    }

    private PollLoop hear(String topic, String group) {
        var loop = new PollLoop(
                group,
                settings.consumer(group, 50),
                List.of(topic),
                new EventIntake(heard, letters, List.of(topic), Clock.systemUTC()));
        loop.start();
        return loop;
    }

    private static boolean strikes(Random random, List<String> deaths, String where) {
        if (random.nextInt(4) == 0 && deaths.size() < DEATHS) {
            deaths.add(where);
            return true;
        }
        return false;
    }

    /** Dies before or after it has stored where the outlet is. */
    private final class DyingBookmark extends Bookmark {

        private final Random random;
        private final List<String> deaths;

        DyingBookmark(Random random, List<String> deaths) {
            super(teller.database(), "outlet");
            this.random = random;
            this.deaths = deaths;
        }

        @Override
        public Optional<Hold> move(Hold hold, long position) {
            if (strikes(random, deaths, "after ack")) {
                throw new IllegalStateException("died after ack");
            }
            var moved = super.move(hold, position);
            if (strikes(random, deaths, "after token")) {
                throw new IllegalStateException("died after token");
            }
            return moved;
        }
    }

    /** Dies now and then before it sends. */
    private static final class DyingProducer extends MockProducer<byte[], byte[]> {

        private final Producer<byte[], byte[]> real;
        private final Random random;
        private final List<String> deaths;

        DyingProducer(Producer<byte[], byte[]> real, Random random, List<String> deaths) {
            this.real = real;
            this.random = random;
            this.deaths = deaths;
        }

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
            if (random.nextInt(60) == 0 && strikes(random, deaths, "before send")) {
                throw new IllegalStateException("died before send");
            }
            return real.send(record);
        }

        @Override
        public synchronized void flush() {
            real.flush();
        }

        @Override
        public void close(Duration timeout) {
            real.close(timeout);
        }
    }
}
