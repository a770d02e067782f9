package io.autocharge.customer.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocharge.customer.MovableClock;
import io.autocharge.runtime.mongo.Collections;
import io.autocharge.runtime.mongo.EmbeddedMongo;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AttemptsTest {

    static final Duration QUARTER = Duration.ofMinutes(15);

    final EmbeddedMongo mongo = new EmbeddedMongo();
    final MovableClock clock = new MovableClock();
    final Attempts attempts = new Attempts(new Collections(mongo.database()), clock);

    @AfterEach
    void close() {
        mongo.close();
    }

    @Test
    void so_many_are_allowed_within_any_stretch_of_the_time() {
        assertThat(attempts.allowed("a", 3, QUARTER)).isTrue();
        clock.pass(Duration.ofMinutes(14));
        assertThat(attempts.allowed("a", 3, QUARTER)).isTrue();
        assertThat(attempts.allowed("a", 3, QUARTER)).isTrue();
        assertThat(attempts.allowed("a", 3, QUARTER)).isFalse();
        clock.pass(Duration.ofMinutes(1));
        assertThat(attempts.allowed("a", 3, QUARTER)).isTrue();
        assertThat(attempts.allowed("a", 3, QUARTER)).isFalse();
        assertThat(attempts.allowed("b", 3, QUARTER)).isTrue();
    }

    @Test
    void those_that_come_at_once_are_all_counted() throws Exception {
        var runners = Executors.newFixedThreadPool(8);
        try {
            var tries = java.util.Collections.<Callable<Boolean>>nCopies(40, () -> attempts.allowed("a", 10, QUARTER));
            int allowed = 0;
            for (var one : runners.invokeAll(tries)) {
                allowed += one.get() ? 1 : 0;
            }
            assertThat(allowed).isEqualTo(10);
        } finally {
            runners.shutdownNow();
        }
    }

    @Test
    void what_is_over_is_forgotten() {
        attempts.allowed("a", 3, QUARTER);
        clock.pass(QUARTER);
        attempts.allowed("b", 3, QUARTER);
        assertThat(mongo.database().getCollection("attempts").countDocuments()).isEqualTo(1);
    }
}
