package io.autocharge.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.runtime.Keys;
import java.time.Instant;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PaymentLinksTest {

    final PaymentLinks links = new PaymentLinks(new Keys(TestKeys.folder().toString()), "http://pay.example/");
    final InvoiceId invoice = InvoiceId.fresh(Instant.EPOCH);

    @Test
    void a_link_opens_the_invoice_for_which_it_was_made() {
        assertThat(links.url(invoice)).isEqualTo("http://pay.example/pay/" + links.token(invoice));
        assertThat(links.invoice(links.token(invoice))).contains(invoice);
    }

    @Test
    void a_token_of_which_one_bit_differs_opens_nothing() {
        var token = links.token(invoice);
        for (int i = 0; i < token.length(); i++) {
            var other = token.charAt(i) == 'A' ? 'B' : 'A';
            assertThat(links.invoice(token.substring(0, i) + other + token.substring(i + 1)))
                    .isEmpty();
        }
    }

    @Test
    void what_is_no_token_opens_nothing() {
        assertThat(links.invoice(null)).isEmpty();
        assertThat(links.invoice("")).isEmpty();
        assertThat(links.invoice("!".repeat(64))).isEmpty();
        assertThat(links.invoice("A".repeat(65))).isEmpty();
    }
}
