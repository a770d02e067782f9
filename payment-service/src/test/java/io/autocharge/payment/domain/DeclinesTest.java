package io.autocharge.payment.domain;

import static io.autocharge.contracts.payment.Method.Kind.BANK_ACCOUNT;
import static io.autocharge.contracts.payment.Method.Kind.CARD;
import static io.autocharge.payment.domain.Declines.Ruling.CUSTOMER_NEEDED;
import static io.autocharge.payment.domain.Declines.Ruling.HARD;
import static io.autocharge.payment.domain.Declines.Ruling.METHOD_DEAD;
import static io.autocharge.payment.domain.Declines.Ruling.SOFT;
import static org.assertj.core.api.Assertions.assertThat;

import io.autocharge.payment.domain.Declines.Row;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DeclinesTest {

    @Test
    void every_line_of_the_table_names_its_source() {
        assertThat(Declines.table()).hasSizeGreaterThan(130).allSatisfy(row -> {
            assertThat(row.code()).isNotBlank();
            assertThat(row.means()).isNotBlank();
            assertThat(row.source()).isNotBlank();
        });
        assertThat(List.of(CARD, BANK_ACCOUNT)).allSatisfy(kind -> assertThat(Budget.of(kind))
                .isNotEmpty()
                .allSatisfy(budget -> assertThat(budget.source()).isNotBlank()));
    }

    @Test
    void of_all_return_codes_of_banks_only_R01_and_R09_may_be_tried_again() {
        assertThat(Declines.table().stream()
                        .filter(row -> row.kind() == BANK_ACCOUNT && row.ruling() == SOFT)
                        .map(Row::code))
                .containsExactlyInAnyOrder("R01", "R09");
        assertThat(IntStream.rangeClosed(1, 99)
                        .mapToObj("R%02d"::formatted)
                        .filter(code -> Declines.of(BANK_ACCOUNT, code) == SOFT))
                .containsExactly("R01", "R09");
    }

    @Test
    void the_table_has_the_return_codes_R01_to_R33_and_R51() {
        assertThat(Declines.table())
                .extracting(Row::code)
                .contains("R51")
                .containsAll(IntStream.rangeClosed(1, 33)
                        .mapToObj("R%02d"::formatted)
                        .toList());
    }

    @Test
    void no_category_1_decline_of_a_card_may_be_tried_again() {
        var categoryOne = Declines.table().stream()
                .filter(row -> row.source().contains("Visa category 1"))
                .toList();
        assertThat(categoryOne)
                .extracting(Row::code)
                .contains("lost_card", "stolen_card", "pickup_card", "invalid_account", "41", "43", "46", "R3");
        assertThat(categoryOne).extracting(Row::ruling).doesNotContain(SOFT);
    }

    @Test
    void what_the_customer_can_help_with_waits_for_the_customer() {
        assertThat(List.of("expired_card", "incorrect_number", "invalid_number", "authentication_required"))
                .allSatisfy(code -> assertThat(Declines.of(CARD, code)).isEqualTo(CUSTOMER_NEEDED));
        assertThat(Declines.of(BANK_ACCOUNT, "R08")).isEqualTo(CUSTOMER_NEEDED);
    }

    @Test
    void a_code_that_nobody_knows_is_soft_for_a_card_and_hard_for_a_bank_account() {
        assertThat(Declines.of(CARD, "moon_phase")).isEqualTo(SOFT);
        assertThat(Declines.of(BANK_ACCOUNT, "R77")).isEqualTo(HARD);
        assertThat(Declines.of(BANK_ACCOUNT, "insufficient_funds")).isEqualTo(HARD);
    }

    @Test
    void closed_accounts_and_revoked_authorisations_are_dead() {
        assertThat(List.of("R02", "R03", "R04", "R07", "R10", "R29"))
                .allSatisfy(code -> assertThat(Declines.of(BANK_ACCOUNT, code)).isEqualTo(METHOD_DEAD));
        assertThat(List.of("lost_card", "stolen_card", "pickup_card", "revocation_of_all_authorizations"))
                .allSatisfy(code -> assertThat(Declines.of(CARD, code)).isEqualTo(METHOD_DEAD));
    }
}
