package io.autocharge.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.PaymentLinkId;
import io.autocharge.runtime.Keys;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CancelLinksTest {

    private static final ChargeId CHARGE = ChargeId.derived("charge");

    private final Keys keys = new Keys(TestKeys.folder().toString());
    private final CancelLinks links = new CancelLinks(keys, "http://127.0.0.1:8080/");
    private final PaymentLinks payments = new PaymentLinks(keys, "http://127.0.0.1:8080/");

    @Test
    void a_cancel_link_names_its_charge() {
        assertThat(links.charge(links.token(CHARGE))).contains(CHARGE);
        assertThat(links.url(CHARGE)).isEqualTo("http://127.0.0.1:8080/cancel/" + links.token(CHARGE));
    }

    @Test
    void a_cancel_link_that_was_tampered_with_names_nothing() {
        var token = links.token(CHARGE);
        var last = token.charAt(63) == 'A' ? 'B' : 'A';

        assertThat(links.charge(token.substring(0, 63) + last)).isEmpty();
        assertThat(links.charge("x".repeat(64))).isEmpty();
        assertThat(links.charge("short")).isEmpty();
        assertThat(links.charge(null)).isEmpty();
    }

    @Test
    void a_pay_token_never_works_as_a_cancel_token_and_vice_versa() {
        var link = new PaymentLinkId("lnk_" + CHARGE.value().substring("chg_".length()));

        assertThat(links.charge(payments.token(link))).isEmpty();
        assertThat(payments.hash(links.token(CHARGE))).isEmpty();
    }
}
