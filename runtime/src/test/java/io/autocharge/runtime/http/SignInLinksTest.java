package io.autocharge.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocharge.contracts.customer.SignInLinkId;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.runtime.Keys;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SignInLinksTest {

    final Keys keys = new Keys(TestKeys.folder().toString());
    final SignInLinks links = new SignInLinks(keys, "https://pay.example/");

    @Test
    void a_link_leads_to_the_configured_host_and_is_known_again() {
        var link = SignInLinkId.derived("a link");
        assertThat(links.url(link)).isEqualTo("https://pay.example/sign-in/" + links.token(link));
        assertThat(links.link(links.token(link))).contains(link);
    }

    @Test
    void the_link_of_another_purpose_signs_nobody_in() {
        var charge = ChargeId.derived("a charge");
        assertThat(links.link(new CancelLinks(keys, "").token(charge))).isEmpty();
        assertThat(links.link("x".repeat(64))).isEmpty();
        assertThat(links.link(null)).isEmpty();
    }
}
