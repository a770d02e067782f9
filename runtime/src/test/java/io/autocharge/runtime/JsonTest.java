package io.autocharge.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class JsonTest {

    record Line(String text) {}

    record Order(List<String> words, List<Line> lines, Set<Integer> numbers, Map<String, String> names, Line single) {}

    record Times(LocalDate day, Instant at) {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"words\":[\"a\",null]}",
                "{\"lines\":[null]}",
                "{\"numbers\":[1,null]}",
                "{\"names\":{\"a\":null}}",
            })
    void nothing_in_the_place_of_something_is_not_guessed_at(String order) {
        assertThatThrownBy(() -> Json.STRICT.readValue(order, Order.class)).isInstanceOf(InvalidNullException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"day\":\"2026-12-31T18:00:00Z\"}",
                "{\"day\":\"2026-12-31T18:00:00\"}",
                "{\"day\":\"\"}",
                "{\"day\":\"2026-02-30\"}",
                "{\"at\":\"\"}",
                "{\"at\":\"2026-12-31\"}",
                "{\"at\":true}",
            })
    void a_date_is_a_date_and_an_instant_an_instant(String times) {
        assertThatThrownBy(() -> Json.STRICT.readValue(times, Times.class))
                .isInstanceOf(MismatchedInputException.class);
    }

    @Test
    void what_is_left_out_or_null_as_a_whole_is_absent() throws JsonProcessingException {
        assertThat(Json.STRICT.readValue("{\"words\":null,\"single\":null}", Order.class))
                .isEqualTo(new Order(null, null, null, null, null));
    }

    @Test
    void what_was_once_written_is_read_with_its_holes() {
        assertThat(Json.read("{\"words\":[\"a\",null]}", Order.class).words()).containsExactly("a", null);
    }
}
