package io.autocharge.runtime.mongo;

import static io.autocharge.runtime.axon.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.autocharge.runtime.Worker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CrewTest {

    record Mail(String to) {}

    private final EmbeddedMongo mongo = new EmbeddedMongo();
    private final SandboxClock sandbox = new SandboxClock(mongo.database(), true);
    private final Clock clock = sandbox.clock();
    private final StoredWorklists lists = new StoredWorklists(mongo.database());
    private final StoredWorklist<Mail> mails = lists.of(Mail.class, "mails");
    private final List<Crew<?>> crews = new ArrayList<>();

    private record SendMails(int parallel, BiFunction<String, Mail, Verdict> effect) implements Worker<Mail> {

        @Override
        public String worklist() {
            return "mails";
        }

        @Override
        public Class<Mail> type() {
            return Mail.class;
        }

        @Override
        public Verdict work(String id, Mail item) {
            return effect.apply(id, item);
        }
    }

    private void hire(int parallel, BiFunction<String, Mail, Worker.Verdict> effect) {
        sandbox.onMove(lists::clockMoved);
        crews.add(new Crew<>(new SendMails(parallel, effect), mails, clock, sandbox::refresh).start());
    }

    @AfterEach
    void close() {
        crews.forEach(Crew::dismiss);
        crews.forEach(crew -> crew.join(Duration.ofSeconds(5)));
        mongo.close();
    }

    @Test
    void what_is_put_is_done_once() {
        var done = new ConcurrentLinkedQueue<String>();
        hire(4, (id, mail) -> {
            done.add(id);
            return new Worker.Verdict.Done();
        });

        IntStream.range(0, 50).forEach(i -> mails.put("m" + i, clock.instant(), new Mail("a")));

        eventually(() -> done.size() == 50);
        eventually(() -> mails.due(clock.instant(), 100) == 0);
        assertThat(done).doesNotHaveDuplicates();
    }

    @Test
    void what_fails_is_tried_again_until_it_succeeds() {
        var tries = new ConcurrentHashMap<String, Integer>();
        hire(2, (id, mail) -> {
            if (tries.merge(id, 1, Integer::sum) < 3) {
                throw new IllegalStateException("not now");
            }
            return new Worker.Verdict.Done();
        });

        mails.put("m1", clock.instant(), new Mail("a"));

        eventually(() -> mails.due(clock.instant().plusSeconds(600), 100) == 0);
        assertThat(tries).isEqualTo(Map.of("m1", 3));
    }

    @Test
    void what_is_due_next_month_is_done_when_the_clock_is_moved() {
        var doneAt = new ConcurrentLinkedQueue<Instant>();
        hire(1, (id, mail) -> {
            doneAt.add(clock.instant());
            return new Worker.Verdict.Done();
        });
        var due = clock.instant().plus(Duration.ofDays(30));
        mails.put("m1", due, new Mail("a"));
        mails.put("m0", clock.instant(), new Mail("fence"));
        eventually(() -> doneAt.size() == 1);

        sandbox.advance(Duration.ofDays(31));

        eventually(() -> doneAt.size() == 2);
        assertThat(doneAt).last().satisfies(at -> assertThat(at).isAfterOrEqualTo(due));
    }

    @Test
    void an_answer_may_put_an_item_off() {
        var tries = new AtomicInteger();
        hire(
                1,
                (id, mail) -> tries.incrementAndGet() == 1
                        ? new Worker.Verdict.Again(Duration.ofDays(1))
                        : new Worker.Verdict.Done());
        mails.put("m1", clock.instant(), new Mail("a"));
        eventually(() -> tries.get() == 1 && mails.nextAfter(clock.instant()).isPresent());

        sandbox.advance(Duration.ofDays(1));

        eventually(() -> tries.get() == 2);
    }

    @Test
    void no_more_hands_work_than_there_are() {
        var working = new AtomicInteger();
        var most = new AtomicInteger();
        var full = new CountDownLatch(3);
        var done = new AtomicInteger();
        hire(3, (id, mail) -> {
            most.accumulateAndGet(working.incrementAndGet(), Math::max);
            full.countDown();
            try {
                full.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            working.decrementAndGet();
            done.incrementAndGet();
            return new Worker.Verdict.Done();
        });
        IntStream.range(0, 20).forEach(i -> mails.put("m" + i, clock.instant(), new Mail("a")));

        eventually(() -> done.get() == 20);
        assertThat(most.get()).isEqualTo(3);
    }

    @Test
    void pauses_grow_and_are_bounded() {
        assertThat(Crew.pause(1)).isBetween(Duration.ofMillis(250), Duration.ofMillis(500));
        assertThat(Crew.pause(5)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(8));
        assertThat(Crew.pause(1_000)).isBetween(Duration.ofSeconds(150), Duration.ofMinutes(5));
    }
}
