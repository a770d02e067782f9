package io.autocharge.customer.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BcryptHashesTest {

    final BcryptHashes hashes = new BcryptHashes(4);

    @Test
    void a_passphrase_is_known_again_and_its_hash_is_another_each_time() {
        var hash = hashes.hash("Grüße aus Köln am Rhein");
        assertThat(hash).isNotEqualTo(hashes.hash("Grüße aus Köln am Rhein")).startsWith("$2b$04$");
        assertThat(hashes.matches("Grüße aus Köln am Rhein", hash)).isTrue();
        assertThat(hashes.matches("Gru\u0308ße aus Ko\u0308ln am Rhein", hash)).isTrue();
        assertThat(hashes.matches("Grüsse aus Köln am Rhein", hash)).isFalse();
    }

    @Test
    void what_is_longer_than_72_bytes_counts_whole() {
        var hash = hashes.hash("x".repeat(100) + "1");
        assertThat(hashes.matches("x".repeat(100) + "2", hash)).isFalse();
    }

    @Test
    void where_nothing_is_stored_nothing_matches() {
        assertThat(hashes.matches("of nobody at all", null)).isFalse();
    }
}
