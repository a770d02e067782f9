package io.autocharge.runtime.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SingleUseTest {

    static final Instant LATER = Instant.parse("2999-01-01T00:00:00Z");

    @Test
    void of_many_who_come_at_once_one_is_the_first() throws Exception {
        try (var mongo = new EmbeddedMongo()) {
            var one = new SingleUse(mongo.database());
            var other = new SingleUse(mongo.database());
            var tries = new ArrayList<Callable<Boolean>>();
            for (int i = 0; i < 50; i++) {
                var here = i % 2 == 0 ? one : other;
                tries.add(() -> here.first("test", "x".repeat(10_000), LATER));
            }
            var pool = Executors.newFixedThreadPool(8);
            try {
                var firsts = 0;
                for (var answer : pool.invokeAll(tries)) {
                    firsts += answer.get() ? 1 : 0;
                }
                assertThat(firsts).isOne();
            } finally {
                pool.shutdownNow();
            }
            assertThat(new SingleUse(mongo.database()).first("test", "x".repeat(10_000), LATER))
                    .isFalse();
            assertThat(one.first("other purpose", "x".repeat(10_000), LATER)).isTrue();
            assertThat(one.first("test", "y", LATER)).isTrue();
        }
    }
}
