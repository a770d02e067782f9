package io.autocharge.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class QuotaTest {

    private long now;

    private final Quota api = quota("api", 100, Duration.ofSeconds(1), 200);

    @Test
    void who_was_silent_may_ask_a_burst_and_then_as_fast_as_the_bucket_fills() {
        assertThat(taken("par_1", 1_000)).isEqualTo(200);
        now += Duration.ofMillis(500).toNanos();
        assertThat(taken("par_1", 1_000)).isEqualTo(50);
        now += Duration.ofHours(1).toNanos();
        assertThat(taken("par_1", 1_000)).isEqualTo(200);
    }

    @Test
    void one_takes_nothing_from_another() {
        assertThat(taken("par_1", 1_000)).isEqualTo(200);
        assertThat(taken("par_2", 1_000)).isEqualTo(200);
    }

    @Test
    void what_is_left_is_told_as_the_draft_has_it() {
        var first = api.take("par_1");

        assertThat(first.policy()).isEqualTo("\"api\";q=200;w=2");
        assertThat(first.left()).isEqualTo("\"api\";r=199;t=1");
    }

    @Test
    void who_is_refused_is_told_when_to_come_again() {
        var tokens = quota("tokens", 10, Duration.ofMinutes(1), 10);
        IntStream.range(0, 10).forEach(i -> tokens.take("key"));

        var refused = tokens.take("key");

        assertThat(refused.granted()).isFalse();
        assertThat(refused.retryAfter()).isEqualTo(6);
        assertThat(refused.left()).isEqualTo("\"tokens\";r=0;t=6");
    }

    private long taken(String who, int tries) {
        return IntStream.range(0, tries).filter(i -> api.take(who).granted()).count();
    }

    private Quota quota(String name, long requests, Duration in, long burst) {
        var rate = new Limits.Rate() {
            @Override
            public long requests() {
                return requests;
            }

            @Override
            public Duration in() {
                return in;
            }

            @Override
            public long burst() {
                return burst;
            }
        };
        return new Quota(name, rate, 1, new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                return now;
            }

            @Override
            public boolean isWallClockBased() {
                return false;
            }
        });
    }
}
