package io.autocharge.customer.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocharge.customer.MovableClock;
import io.autocharge.runtime.mongo.Collections;
import io.autocharge.runtime.mongo.EmbeddedMongo;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LockoutsTest {

    final EmbeddedMongo mongo = new EmbeddedMongo();
    final MovableClock clock = new MovableClock();
    final Lockouts lockouts = new Lockouts(new Collections(mongo.database()), clock);

    @AfterEach
    void close() {
        mongo.close();
    }

    @Test
    void after_five_failures_nobody_listens_for_a_minute_then_for_two_and_at_most_for_fifteen() {
        for (int i = 0; i < 4; i++) {
            lockouts.failed("a");
            assertThat(lockouts.isLocked("a")).isFalse();
        }
        for (var minutes : new int[] {1, 2, 4, 8, 15, 15}) {
            lockouts.failed("a");
            clock.pass(Duration.ofMinutes(minutes).minusMillis(1));
            assertThat(lockouts.isLocked("a")).isTrue();
            clock.pass(Duration.ofMillis(1));
            assertThat(lockouts.isLocked("a")).isFalse();
        }
        assertThat(lockouts.isLocked("b")).isFalse();
    }

    @Test
    void who_proves_itself_starts_anew_and_a_day_is_long_enough_to_remember() {
        for (int i = 0; i < 4; i++) {
            lockouts.failed("a");
            lockouts.failed("b");
        }
        lockouts.succeeded("a");
        lockouts.failed("a");
        assertThat(lockouts.isLocked("a")).isFalse();
        clock.pass(Duration.ofDays(1));
        lockouts.failed("b");
        assertThat(lockouts.isLocked("b")).isFalse();
    }
}
