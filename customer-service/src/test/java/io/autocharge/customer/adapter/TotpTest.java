package io.autocharge.customer.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autocharge.runtime.Keys;
import io.autocharge.runtime.http.TestKeys;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TotpTest {

    /** The key of RFC 6238, appendix B, in base 32. */
    static final String SEED = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    final Totp totp = new Totp(new Keys(TestKeys.folder().toString()));

    @Test
    void the_digits_are_those_of_the_rfc() {
        var vectors = Map.of(
                59L, "287082",
                1111111109L, "081804",
                1111111111L, "050471",
                1234567890L, "005924",
                2000000000L, "279037",
                20000000000L, "353130");
        vectors.forEach((second, digits) -> assertThat(totp.step(SEED, digits, Instant.ofEpochSecond(second)))
                .hasValue(second / 30));
    }

    @Test
    void the_digits_of_the_half_minute_before_and_after_are_good_and_no_others() {
        var at = Instant.ofEpochSecond(1234567890L);
        assertThat(totp.step(SEED, "005924", at.plusSeconds(30))).hasValue(41152263L);
        assertThat(totp.step(SEED, "005924", at.minusSeconds(30))).hasValue(41152263L);
        assertThat(totp.step(SEED, "005924", at.plusSeconds(60))).isEmpty();
        assertThat(totp.step(SEED, "005924", at.minusSeconds(60))).isEmpty();
        assertThat(totp.step(SEED, "005925", at)).isEmpty();
    }

    @Test
    void a_seed_is_the_links_own_and_what_an_app_reads() {
        assertThat(totp.seed("sil_1")).matches("[A-Z2-7]{32}").isEqualTo(totp.seed("sil_1"));
        assertThat(totp.seed("sil_2")).isNotEqualTo(totp.seed("sil_1"));
        assertThat(totp.uri(SEED, "jörg müller@x.example"))
                .isEqualTo("otpauth://totp/Autocharge:j%C3%B6rg%20m%C3%BCller%40x.example?secret=" + SEED
                        + "&issuer=Autocharge");
    }

    @Test
    void a_sealed_seed_tells_nothing_and_opens_for_its_person_alone() {
        var sealed = totp.seal("stf_anna", SEED);
        assertThat(sealed).doesNotContain(SEED).isNotEqualTo(totp.seal("stf_anna", SEED));
        assertThat(totp.open("stf_anna", sealed)).isEqualTo(SEED);
        assertThatThrownBy(() -> totp.open("stf_ben", sealed)).isInstanceOf(IllegalStateException.class);
    }
}
