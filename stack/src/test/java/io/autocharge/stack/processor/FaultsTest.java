package io.autocharge.stack.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FaultsTest extends SandboxSetting {

    @Test
    void drop_before_cuts_the_connection_and_nothing_has_happened() throws Exception {
        var token = card("4242424242424242");
        fault("{\"mode\":\"drop_before\",\"count\":1}");

        assertThatIOException().isThrownBy(() -> charge("chg_1", token, 4000));
        assertThat(captures("chg_1")).isZero();
        assertThat(charge("chg_1", token, 4000).text("status")).isEqualTo("succeeded");
    }

    @Test
    void drop_after_has_captured() throws Exception {
        var token = card("4242424242424242");
        fault("{\"mode\":\"drop_after\",\"count\":2}");

        assertThatIOException().isThrownBy(() -> charge("chg_1", token, 4000));
        assertThatIOException().isThrownBy(() -> charge("chg_1", token, 4000));
        assertThat(charge("chg_1", token, 4000).text("status")).isEqualTo("succeeded");
        assertThat(captures("chg_1")).isEqualTo(1);
    }

    @Test
    void error_after_has_captured_and_the_same_key_tells_the_truth() throws Exception {
        var token = card("4242424242424242");
        fault("{\"mode\":\"error_after\",\"count\":1}");

        assertThat(charge("chg_1", token, 4000).status()).isEqualTo(500);
        assertThat(charge("chg_1", token, 4000).status()).isEqualTo(200);
        assertThat(captures("chg_1")).isEqualTo(1);
    }

    @Test
    void replayed_error_stays_an_error_and_the_look_up_tells_the_truth() throws Exception {
        var token = card("4242424242424242");
        fault("{\"mode\":\"replayed_error\",\"count\":1}");

        assertThat(charge("chg_1", token, 4000).status()).isEqualTo(500);
        assertThat(charge("chg_1", token, 4000).status()).isEqualTo(500);
        restart();
        assertThat(charge("chg_1", token, 4000).status()).isEqualTo(500);
        assertThat(http.get("/v1/charges?reference=chg_1")
                        .body()
                        .at("/data/0/status")
                        .asText())
                .isEqualTo("succeeded");
        assertThat(captures("chg_1")).isEqualTo(1);
    }

    @Test
    void slow_answers_late() throws Exception {
        var token = card("4242424242424242");
        fault("{\"mode\":\"slow\",\"count\":1,\"ms\":300}");

        var begun = System.nanoTime();
        assertThat(charge("chg_1", token, 4000).status()).isEqualTo(200);
        assertThat(System.nanoTime() - begun).isGreaterThan(290_000_000L);
    }

    @Test
    void not_found_for_hides_the_charge_from_look_ups_for_a_while() throws Exception {
        var token = card("4242424242424242");
        fault("{\"mode\":\"not_found_for\",\"count\":1,\"ms\":60000}");

        var charge = charge("chg_1", token, 4000).text("id");
        assertThat(http.get("/v1/charges?reference=chg_1").body().path("data")).isEmpty();
        assertThat(http.get("/v1/charges/" + charge).status()).isEqualTo(404);
        assertThat(captures("chg_1")).isEqualTo(1);
        watch.advance(java.time.Duration.ofSeconds(60));
        assertThat(http.get("/v1/charges/" + charge).status()).isEqualTo(200);
    }

    @Test
    void a_probable_fault_stays_until_it_is_cleared() throws Exception {
        var token = card("4242424242424242");
        fault("{\"mode\":\"error_after\",\"probability\":1.0}");

        assertThat(charge("chg_1", token, 4000).status()).isEqualTo(500);
        assertThat(charge("chg_2", token, 4000).status()).isEqualTo(500);
        assertThat(http.delete("/sandbox/faults").status()).isEqualTo(204);
        assertThat(charge("chg_3", token, 4000).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"mode\":\"explode\",\"count\":1}",
                "{\"count\":1}",
                "{\"mode\":\"drop_after\"}",
                "{\"mode\":\"drop_after\",\"count\":1,\"probability\":0.5}",
                "{\"mode\":\"drop_after\",\"probability\":1.5}",
                "{\"mode\":\"slow\",\"count\":1}",
                "{\"mode\":\"drop_after\",\"count\":1,\"ms\":5}"
            })
    void a_fault_that_makes_no_sense_is_refused(String fault) throws Exception {
        assertThat(http.post("/sandbox/faults", fault).status()).isEqualTo(400);
        assertThat(http.get("/sandbox/faults").body().path("data")).isEmpty();
    }

    private void fault(String fault) throws Exception {
        assertThat(http.post("/sandbox/faults", fault).status()).isEqualTo(201);
    }
}
