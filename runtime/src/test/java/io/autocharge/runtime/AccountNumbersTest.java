package io.autocharge.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AccountNumbersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4242424242424242",
                "{\"memo\":\"card 4242 4242 4242 4242 thanks\"}",
                "4242-4242-4242-4242",
                "order 12 4242 4242 4242 4242 3",
                "amex 3782 822463 10005",
                "visa4111111111111111",
                "[4242424242424242]"
            })
    void a_card_number_is_found_however_it_is_written(String text) {
        assertThat(AccountNumbers.in(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "4242424242424241",
                "last four 4242",
                "services from 2026-11-01 - 2026-11-30",
                "2026-11-22T22:12:21.123456Z",
                "chg_01234567890123456789012345",
                "{\"amount\":{\"amount\":4000,\"currency\":\"USD\"}}",
                "0000000000000000"
            })
    void other_numbers_are_left_alone(String text) {
        assertThat(AccountNumbers.in(text)).isFalse();
    }

    @Test
    void a_very_long_row_of_digits_does_no_harm() {
        assertThat(AccountNumbers.in("9".repeat(1_000_000))).isFalse();
        assertThat(AccountNumbers.in("0 ".repeat(200_000))).isFalse();
    }
}
