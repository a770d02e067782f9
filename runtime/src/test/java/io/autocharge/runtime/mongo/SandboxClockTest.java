package io.autocharge.runtime.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SandboxClockTest {

    private final EmbeddedMongo mongo = new EmbeddedMongo();

    @AfterEach
    void close() {
        mongo.close();
    }

    @Test
    void in_the_sandbox_time_passes_for_all_processes_and_stays_passed() {
        var clock = new SandboxClock(mongo.database(), true);
        var other = new SandboxClock(mongo.database(), true);

        clock.advance(Duration.ofDays(30));
        clock.advance(Duration.ofHours(1));
        other.refresh();

        var ahead = Duration.ofDays(30).plusHours(1);
        assertThat(clock.ahead()).isEqualTo(ahead);
        assertThat(other.ahead()).isEqualTo(ahead);
        assertThat(new SandboxClock(mongo.database(), true).clock().instant())
                .isAfterOrEqualTo(Instant.now().plus(ahead).minusSeconds(1));
    }

    @Test
    void elsewhere_time_cannot_be_moved() {
        new SandboxClock(mongo.database(), true).advance(Duration.ofDays(30));
        var clock = new SandboxClock(mongo.database(), false);

        assertThatThrownBy(() -> clock.advance(Duration.ofDays(1))).isInstanceOf(IllegalStateException.class);
        assertThat(clock.clock().instant()).isBefore(Instant.now().plusSeconds(1));
    }

    @Test
    void time_never_runs_backwards() {
        var clock = new SandboxClock(mongo.database(), true);

        assertThatThrownBy(() -> clock.advance(Duration.ofDays(-1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> clock.advance(Duration.ofDays(100_000))).isInstanceOf(IllegalArgumentException.class);
    }
}
