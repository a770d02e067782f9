package io.autocharge.customer.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PassphrasesTest {

    static final String ADDRESS = "anna.brandt@nordlicht.example";

    @ParameterizedTest
    @ValueSource(strings = {"vier Katzen am See", "Ⅻ-zwölf-Ümlaute", "x7#kQ!mZ9&wR", "🐈🐕🐎🐖🐄🐑🐐🐓🐇🐁🐀🦊"})
    void long_ones_are_good(String passphrase) {
        assertThat(Passphrases.isGood(passphrase, ADDRESS)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "short",
                "elevenchars",
                "Password1234",
                "password!!!!",
                "PASSWORDPASSWORD",
                "qwertyuiop123",
                "123456789012",
                "aaaaaaaaaaaaaaaa",
                "abababababab",
                "correcthorsebatterystaple",
                "Anna.Brandt@nordlicht.example",
                "Autocharge2026"
            })
    void short_and_common_ones_are_not(String passphrase) {
        assertThat(Passphrases.isGood(passphrase, ADDRESS)).isFalse();
    }

    @Test
    void none_is_none_and_too_much_is_too_much() {
        assertThat(Passphrases.isGood(null, ADDRESS)).isFalse();
        assertThat(Passphrases.isGood("vier Katzen ".repeat(20), ADDRESS)).isFalse();
    }
}
