package io.autocharge.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocharge.contracts.payment.PaymentLinkId;
import io.autocharge.runtime.Keys;
import java.time.Instant;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PaymentLinksTest {

    final PaymentLinks links = new PaymentLinks(new Keys(TestKeys.folder().toString()), "http://pay.example/");
    final PaymentLinkId link = PaymentLinkId.fresh(Instant.EPOCH);

    @Test
    void a_token_is_known_by_its_hash_alone_and_does_not_name_its_link() {
        var token = links.token(link);
        assertThat(links.url(link)).isEqualTo("http://pay.example/pay/" + token);
        assertThat(links.hash(token)).contains(links.hash(link));
        assertThat(links.hash(link)).matches("[0-9a-f]{64}").doesNotContain(token);
        assertThat(token).hasSize(43).doesNotContain(link.value().substring(4));
    }

    @Test
    void a_token_of_which_one_character_differs_is_another_one() {
        var token = links.token(link);
        for (int i = 0; i < token.length(); i++) {
            var other = token.charAt(i) == 'A' ? 'B' : 'A';
            assertThat(links.hash(token.substring(0, i) + other + token.substring(i + 1)))
                    .isPresent()
                    .get()
                    .isNotEqualTo(links.hash(link));
        }
    }

    @Test
    void what_is_no_token_has_no_hash() {
        assertThat(links.hash((String) null)).isEmpty();
        assertThat(links.hash("")).isEmpty();
        assertThat(links.hash("!".repeat(43))).isEmpty();
        assertThat(links.hash("A".repeat(44))).isEmpty();
    }
}
