package io.autocharge.notification.adapter;

import static io.autocharge.notification.Samples.BANK;
import static io.autocharge.notification.Samples.VISA;
import static org.assertj.core.api.Assertions.assertThat;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.payment.Method;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class WordingTest {

    @Test
    void a_sum_has_the_decimals_of_its_currency() {
        assertThat(Wording.money(Money.of(123456_78, "USD"))).isEqualTo("$123,456.78");
        assertThat(Wording.money(Money.of(4000, "EUR"))).isEqualTo("€40.00");
        assertThat(Wording.money(Money.of(4000, "JPY"))).isEqualTo("¥4,000");
        assertThat(Wording.money(Money.of(4000, "KWD"))).endsWith("4.000");
    }

    @Test
    void a_day_is_that_of_the_partner() {
        var lateInNewYork = Instant.parse("2026-03-01T04:59:59Z");

        assertThat(Wording.day(lateInNewYork, ZoneId.of("America/New_York"))).isEqualTo("February 28, 2026");
        assertThat(Wording.day(lateInNewYork, ZoneId.of("Europe/Berlin"))).isEqualTo("March 1, 2026");
    }

    @Test
    void a_payment_method_is_called_as_its_owner_knows_it() {
        assertThat(Wording.method(VISA)).isEqualTo("Visa ending in 4242");
        assertThat(Wording.method(BANK)).isEqualTo("Chase checking account ending in 6789");
        assertThat(Wording.method(new Method(Method.Kind.CARD, "amex", null, "0005", 1, 2030, null)))
                .isEqualTo("American Express ending in 0005");
        assertThat(Wording.method(new Method(Method.Kind.CARD, null, null, "0005", null, null, null)))
                .isEqualTo("Card ending in 0005");
        assertThat(Wording.method(new Method(Method.Kind.BANK_ACCOUNT, null, null, "0005", null, null, null)))
                .isEqualTo("Bank account ending in 0005");
    }

    @Test
    void what_the_bank_suspects_is_not_told() {
        assertThat(Wording.reason("stolen_card")).isEqualTo(Wording.reason(null));
        assertThat(Wording.reason("fraudulent")).isEqualTo(Wording.reason("never_heard_of"));
        assertThat(Wording.reason("expired_card")).contains("expired");
    }

    @Test
    void a_company_has_initials_in_any_script() {
        assertThat(Wording.initials("Northwind IT")).isEqualTo("NI");
        assertThat(Wording.initials("łódź")).isEqualTo("Ł");
        assertThat(Wording.initials("(A.B.) & Sons")).isEqualTo("AB");
        assertThat(Wording.initials("***")).isEqualTo("•");
    }
}
