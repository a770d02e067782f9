package io.autocharge.runtime.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autocharge.runtime.Keys;
import io.autocharge.runtime.http.FirstAnswer;
import io.autocharge.runtime.http.FirstAnswers.Answered;
import io.autocharge.runtime.http.FirstAnswers.Asked;
import io.autocharge.runtime.http.FirstAnswers.InProgress;
import io.autocharge.runtime.http.FirstAnswers.Reused;
import io.autocharge.runtime.http.FirstAnswers.Standing;
import io.autocharge.runtime.http.FirstAnswers.Turn;
import io.autocharge.runtime.http.TestKeys;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StoredFirstAnswersTest {

    static final int KEYS = Integer.getInteger("autocharge.idempotency.keys", 5_000);
    static final int RACES = Integer.getInteger("autocharge.idempotency.races", 10);
    static final FirstAnswer CREATED = answer("{\"client_secret\":\"whispered\"}");

    final EmbeddedMongo mongo = new EmbeddedMongo();
    final Keys keys = new Keys(TestKeys.folder().toString());
    Instant now = Instant.parse("2026-01-31T10:00:00Z");
    final StoredFirstAnswers answers = process();

    @AfterEach
    void close() {
        mongo.close();
    }

    @Test
    void a_request_made_again_gets_the_first_answer_in_every_process_and_after_every_restart() {
        var turn = turn(answers.ask(asked("k", "pay 40")));
        assertThat(answers.keep(turn, CREATED)).isEqualTo(CREATED);
        for (var process : List.of(answers, process(), process())) {
            var again = ((Answered) process.ask(asked("k", "pay 40"))).answer();
            assertThat(again.status()).isEqualTo(201);
            assertThat(again.headers()).isEqualTo(CREATED.headers());
            assertThat(again.body()).isEqualTo(CREATED.body());
        }
    }

    @Test
    void a_key_names_one_request_of_one_partner() {
        answers.keep(turn(answers.ask(asked("k", "pay 40"))), CREATED);
        assertThat(answers.ask(asked("k", "pay 41"))).isInstanceOf(Reused.class);
        assertThat(answers.ask(asked("another", "pay 41"))).isInstanceOf(Turn.class);
        assertThat(answers.ask(new Asked("par_other", "k", bytes("pay 41")))).isInstanceOf(Turn.class);
        assertThat(answers.ask(asked("open", "pay 40"))).isInstanceOf(Turn.class);
        assertThat(answers.ask(asked("open", "pay 41"))).isInstanceOf(Reused.class);
    }

    @Test
    void who_asks_while_it_is_being_executed_is_told_so() {
        answers.ask(asked("k", "pay 40"));
        assertThat(process().ask(asked("k", "pay 40"))).isInstanceOf(InProgress.class);
    }

    @Test
    void what_was_not_decided_may_be_asked_again() {
        answers.release(turn(answers.ask(asked("k", "pay 40"))));
        assertThat(answers.ask(asked("k", "pay 41"))).isInstanceOf(Turn.class);
    }

    @Test
    void a_process_that_died_blocks_its_key_until_its_lease_ends_and_one_other_takes_over() {
        var dead = turn(answers.ask(asked("k", "pay 40")));
        now = now.plus(StoredFirstAnswers.LEASE).minusMillis(1);
        assertThat(process().ask(asked("k", "pay 40"))).isInstanceOf(InProgress.class);
        now = now.plusMillis(1);
        var heir = turn(process().ask(asked("k", "pay 40")));
        assertThat(process().ask(asked("k", "pay 40"))).isInstanceOf(InProgress.class);
        var holds = answers.keep(heir, CREATED);
        assertThat(process().keep(dead, answer("{}")).body())
                .as("it was not dead, only slow: what it says is what the other has said")
                .isEqualTo(holds.body());
        answers.release(dead);
        assertThat(answers.ask(asked("k", "pay 40"))).isInstanceOf(Answered.class);
    }

    @Test
    void after_thirty_days_a_key_is_free_whether_or_not_it_was_swept() {
        answers.keep(turn(answers.ask(asked("k", "pay 40"))), CREATED);
        now = now.plus(Duration.ofDays(30)).minusMillis(1);
        assertThat(answers.ask(asked("k", "pay 40"))).isInstanceOf(Answered.class);
        now = now.plusMillis(1);
        assertThat(answers.ask(asked("k", "pay 99"))).isInstanceOf(Turn.class);
    }

    @Test
    void old_ones_are_swept_in_bounded_steps() {
        var many = StoredFirstAnswers.MOST_AT_A_SWEEP + 10;
        for (int i = 0; i < many; i++) {
            answers.ask(asked("k" + i, "pay"));
        }
        assertThat(answers.sweep()).isZero();
        now = now.plus(Duration.ofDays(20));
        answers.ask(asked("young", "pay"));
        now = now.plus(Duration.ofDays(10));
        assertThat(answers.sweep()).isEqualTo(StoredFirstAnswers.MOST_AT_A_SWEEP);
        assertThat(answers.sweep()).isEqualTo(10);
        assertThat(answers.sweep()).isZero();
        assertThat(mongo.database().getCollection("first_answers").countDocuments())
                .isOne();
    }

    @Test
    void nothing_of_a_request_or_its_answer_is_stored_in_clear() {
        answers.keep(turn(answers.ask(new Asked("par_1", "mail@example.org", bytes("name=Anna")))), CREATED);
        var stored = mongo.database().getCollection("first_answers").find().first();
        var all = new String(stored.toBsonDocument().toString().getBytes(StandardCharsets.UTF_8));
        var sealed =
                new String(stored.get("sealed", org.bson.types.Binary.class).getData(), StandardCharsets.ISO_8859_1);
        for (var secret : List.of("par_1", "mail", "Anna", "whispered", "client_secret")) {
            assertThat(all).doesNotContain(secret);
            assertThat(sealed).doesNotContain(secret);
        }
    }

    @Test
    void an_answer_moved_to_another_key_does_not_open() {
        answers.keep(turn(answers.ask(asked("k", "pay 40"))), CREATED);
        answers.keep(turn(answers.ask(asked("l", "pay 40"))), CREATED);
        var stored = mongo.database().getCollection("first_answers").find().into(new ArrayList<>());
        mongo.database()
                .getCollection("first_answers")
                .updateOne(
                        new Document("_id", stored.get(0).get("_id")),
                        new Document(
                                "$set", new Document("sealed", stored.get(1).get("sealed"))));
        assertThatThrownBy(() -> {
                    answers.ask(asked("k", "pay 40"));
                    answers.ask(asked("l", "pay 40"));
                })
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void of_64_who_ask_at_once_in_two_processes_exactly_one_executes() throws Exception {
        var processes = List.of(process(), process());
        var pool = Executors.newFixedThreadPool(64);
        var replays = 0;
        var waits = 0;
        try {
            for (int race = 0; race < RACES; race++) {
                var executed = new AtomicInteger();
                var start = new CyclicBarrier(64);
                var tries = new ArrayList<Callable<Standing>>();
                for (int i = 0; i < 64; i++) {
                    var process = processes.get(i % 2);
                    var asked = asked("race " + race, "pay 40");
                    tries.add(() -> {
                        start.await();
                        var standing = process.ask(asked);
                        if (standing instanceof Turn mine) {
                            executed.incrementAndGet();
                            process.keep(mine, CREATED);
                        }
                        return standing;
                    });
                }
                for (var tried : pool.invokeAll(tries)) {
                    var standing = tried.get();
                    assertThat(standing).isNotInstanceOf(Reused.class);
                    replays += standing instanceof Answered ? 1 : 0;
                    waits += standing instanceof InProgress ? 1 : 0;
                }
                assertThat(executed).hasValue(1);
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(replays + waits).isEqualTo(RACES * 63);
        System.out.printf(
                "Idempotency: %d races of 64 in 2 processes, executed %d times; %d in progress, %d replayed%n",
                RACES, RACES, waits, replays);
    }

    @Test
    void a_look_up_takes_as_long_among_many_keys_as_among_few() {
        fill(0, 500);
        var few = medianOfLookUps(500);
        fill(500, KEYS);
        var many = medianOfLookUps(KEYS);
        System.out.printf(
                "A16: %,d idempotency keys, a look-up takes %d us (among 500: %d us)%n",
                KEYS, many / 1_000, few / 1_000);
        assertThat(many).isLessThan(Math.max(few * 5, 5_000_000));
    }

    private void fill(int from, int to) {
        for (int i = from; i < to; i++) {
            answers.keep(turn(answers.ask(asked("k" + i, "pay"))), CREATED);
        }
    }

    private long medianOfLookUps(int size) {
        var times = new long[301];
        for (int i = 0; i < times.length; i++) {
            var asked = asked("k" + (i * 7_919L % size), "pay");
            var start = System.nanoTime();
            assertThat(answers.ask(asked)).isInstanceOf(Answered.class);
            times[i] = System.nanoTime() - start;
        }
        Arrays.sort(times);
        return times[times.length / 2];
    }

    private StoredFirstAnswers process() {
        return new StoredFirstAnswers(mongo.database(), new Envelope(keys, "answers.key"), () -> now);
    }

    private static Turn turn(Standing standing) {
        assertThat(standing).isInstanceOf(Turn.class);
        return (Turn) standing;
    }

    private static Asked asked(String key, String content) {
        return new Asked("par_1", key, bytes(content));
    }

    private static FirstAnswer answer(String body) {
        return new FirstAnswer(201, Map.of("Location", "/v1/charges/chg_1"), bytes(body));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
