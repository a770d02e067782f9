package io.autocharge.runtime.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StoredWorklistTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    private static final Duration LEASE = Duration.ofSeconds(90);

    record Mail(String to) {}

    private final EmbeddedMongo mongo = new EmbeddedMongo();
    private StoredWorklist<Mail> mails;

    @BeforeEach
    void open() {
        mails = new StoredWorklists(mongo.database()).of(Mail.class, "mails");
    }

    @AfterEach
    void close() {
        mongo.close();
    }

    @Test
    void an_item_comes_up_when_it_is_due_on_the_clock_of_the_service() {
        mails.put("m1", NOON, new Mail("a@example.com"));

        assertThat(mails.claim(NOON.minusMillis(1), LEASE, "p1")).isEmpty();
        assertThat(mails.nextAfter(NOON.minusMillis(1))).contains(NOON);
        assertThat(mails.claim(NOON, LEASE, "p1").orElseThrow().body()).isEqualTo(new Mail("a@example.com"));
    }

    @Test
    void an_item_in_hand_is_not_given_to_another() {
        mails.put("m1", NOON, new Mail("a@example.com"));

        assertThat(mails.claim(NOON, LEASE, "p1")).isPresent();
        assertThat(mails.claim(NOON.plus(Duration.ofDays(365)), LEASE, "p2")).isEmpty();
    }

    @Test
    void an_item_that_was_ever_on_the_list_is_not_put_again() {
        mails.put("m1", NOON, new Mail("a@example.com"));
        assertThat(mails.done(mails.claim(NOON, LEASE, "p1").orElseThrow())).isTrue();

        mails.put("m1", NOON, new Mail("a@example.com"));

        assertThat(mails.claim(NOON, LEASE, "p1")).isEmpty();
    }

    @Test
    void an_item_that_was_removed_does_not_come_up() {
        mails.put("m1", NOON, new Mail("a@example.com"));
        mails.remove("m1");
        mails.put("m1", NOON, new Mail("a@example.com"));

        assertThat(mails.claim(NOON, LEASE, "p1")).isEmpty();
    }

    @Test
    void who_let_the_lease_pass_can_no_longer_end_the_item() {
        mails.put("m1", NOON, new Mail("a@example.com"));
        var late = mails.claim(NOON, Duration.ZERO, "p1").orElseThrow();
        var second = mails.claim(NOON, LEASE, "p2").orElseThrow();

        assertThat(second.fence()).isEqualTo(late.fence() + 1);
        assertThat(mails.done(late)).isFalse();
        assertThat(mails.retryAt(late, NOON)).isFalse();
        assertThat(mails.done(second)).isTrue();
    }

    @Test
    void what_a_dead_process_held_is_free_at_once() {
        mails.put("m1", NOON, new Mail("a@example.com"));
        mails.claim(NOON, LEASE, "dead").orElseThrow();

        assertThat(mails.free(NOON, "dead"::equals)).isEqualTo(1);
        assertThat(mails.claim(NOON, LEASE, "p2")).isPresent();
    }

    @Test
    void an_item_set_aside_waits_for_an_operator() {
        mails.put("m1", NOON, new Mail("a@example.com"));
        mails.giveUp(mails.claim(NOON, LEASE, "p1").orElseThrow());
        assertThat(mails.claim(NOON, LEASE, "p1")).isEmpty();

        assertThat(mails.retryStuck(NOON)).isEqualTo(1);
        assertThat(mails.claim(NOON, LEASE, "p1")).isPresent();
    }

    @Test
    void eight_threads_never_claim_one_item_twice() throws Exception {
        var items = 400;
        IntStream.range(0, items).forEach(i -> mails.put("m" + i, NOON, new Mail("a@example.com")));
        var claimed = new ConcurrentLinkedQueue<String>();
        var threads = Executors.newFixedThreadPool(8);
        var tasks = new ArrayList<Callable<Void>>();
        for (int t = 0; t < 8; t++) {
            var owner = "p" + t;
            tasks.add(() -> {
                for (var claim = mails.claim(NOON, LEASE, owner);
                        claim.isPresent();
                        claim = mails.claim(NOON, LEASE, owner)) {
                    claimed.add(claim.get().id());
                    mails.done(claim.get());
                }
                return null;
            });
        }
        for (var future : threads.invokeAll(tasks)) {
            future.get();
        }
        threads.shutdown();

        assertThat(claimed).hasSize(items).doesNotHaveDuplicates();
    }
}
