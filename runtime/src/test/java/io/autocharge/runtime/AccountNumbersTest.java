package io.autocharge.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocharge.contracts.Ulid;
import java.util.Base64;
import java.util.Random;
import java.util.UUID;
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
                "{\"memo\":\"4242424242424242\"}",
                "{\"memo\":4242424242424242}",
                "please use 4242 4242 4242 4242 12 27",
                "order 12 4000-0000-0000-0002",
                "card4242424242424242",
                "amex 378282246310005.",
                "amex 3782 822463 10005",
                "[4242424242424242]",
                "{\"memo\":\"\\u0034242424242424242\"}",
                "due 2026-11-22 4242 4242 4242 4242"
            })
    void the_number_of_a_card_is_found_wherever_it_stands(String text) {
        assertThat(AccountNumbers.in(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"amount\":4000,\"currency\":\"USD\"}",
                "4242424242424241",
                "2026-11-22 2026-11-23 2026-12-31",
                "1732312345678",
                "0000000000000000",
                "+1 415 555 0100",
                "",
                "services from 2026-11-01 - 2026-11-30",
                "2026-11-22T22:12:21.123456Z",
                "[4242, 4242, 4242, 4242]",
                "tok_3f4242424242424242a1"
            })
    void what_only_looks_long_is_let_through(String text) {
        assertThat(AccountNumbers.in(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"memo\":\"DE89370400440532013000\"}",
                "pay to DE89 3704 0044 0532 0130 00 please",
                "gb29nwbk60161331926819",
                "NO93 8601 1117 947",
                "iban:FR1420041010050500013M02606.",
                "MT84MALT011000012345MTLCAST001S",
                "{\"routing_number\":\"021000021\",\"account_number\":\"000123456789\"}",
                "ABA 021000021, account 1234567",
                "account 000123456789 routing 021000021"
            })
    void the_number_of_a_bank_account_is_found_wherever_it_stands(String text) {
        assertThat(AccountNumbers.in(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DE89370400440532013001",
                "DE12345678",
                "XDE89370400440532013000",
                "routing 021000022, account 1234567",
                "order 021000021 of 1234567",
                "routing slip 12, account manager 4",
                "NO15 items, 20 each",
                "SE24 BE16 CH21"
            })
    void what_only_resembles_a_bank_account_is_let_through(String text) {
        assertThat(AccountNumbers.in(text)).isFalse();
    }

    @Test
    void opaque_tokens_are_never_taken_for_a_bank_account() {
        var random = new Random(11);
        for (int i = 0; i < 20_000; i++) {
            var bytes = new byte[48];
            random.nextBytes(bytes);
            assertThat(BankAccounts.in(Base64.getUrlEncoder().encodeToString(bytes)))
                    .isFalse();
        }
    }

    @Test
    void ids_are_never_taken_for_the_number_of_a_card() {
        var random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            var bytes = new byte[16];
            random.nextBytes(bytes);
            assertThat(AccountNumbers.in("{\"id\":\"inv_" + Ulid.encode(bytes) + "\"}"))
                    .isFalse();
            assertThat(AccountNumbers.in("\"" + UUID.nameUUIDFromBytes(bytes) + "\""))
                    .isFalse();
        }
        assertThat(AccountNumbers.in("\"inv_04242424242424242424242424\"")).isFalse();
    }

    @Test
    void a_very_long_row_of_digits_does_no_harm() {
        assertThat(AccountNumbers.in("DE89 ".repeat(200_000))).isFalse();
        assertThat(AccountNumbers.in("routing ".repeat(100_000))).isFalse();
        assertThat(AccountNumbers.in("9".repeat(1_000_000))).isFalse();
        assertThat(AccountNumbers.in("0 ".repeat(200_000))).isFalse();
        assertThat(AccountNumbers.in("11111111111111a".repeat(60_000))).isFalse();
    }
}
