package io.autocharge.payment.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PatienceTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "wait=5|5",
                "Wait = 5|5",
                "respond-async, wait=3|3",
                "wait=\"7\"|7",
                "wait=4; foo=\"bar\"|4",
                "wait=600|10",
                "wait=999999|10",
                "wait=0|0"
            })
    void a_caller_waits_as_long_as_it_says_and_ten_seconds_at_the_most(String prefer, int seconds) {
        assertThat(Patience.of(prefer).seconds()).hasValue(seconds);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "respond-async", "wait", "wait=", "wait=-1", "wait=soon", "wait=5s", "await=5", "x; wait=5"})
    void what_is_said_otherwise_is_no_wish_to_wait(String prefer) {
        assertThat(Patience.of(prefer).seconds()).isEmpty();
        assertThat(Patience.of(prefer).isNone()).isTrue();
    }

    @Test
    void who_says_nothing_does_not_wait() {
        assertThat(Patience.of(null).isNone()).isTrue();
    }
}
