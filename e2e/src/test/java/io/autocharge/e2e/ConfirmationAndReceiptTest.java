package io.autocharge.e2e;

import static io.autocharge.e2e.Sandbox.inDays;
import static io.autocharge.e2e.Sandbox.usd;
import static org.assertj.core.api.Assertions.assertThat;

import com.lowagie.text.pdf.PdfReader;
import com.lowagie.text.pdf.parser.PdfTextExtractor;
import java.io.IOException;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** J4. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ConfirmationAndReceiptTest {

    private final Partner partner = Sandbox.partner();
    private final Customer customer = Sandbox.customerWithCard(partner);

    @Test
    void each_payment_also_a_partial_one_is_confirmed_by_mail_with_its_receipt() {
        var invoice = paidInTwoParts();

        var mails = Sandbox.mailbox(customer).await(invoice.number(), 2);

        assertThat(mails).hasSize(2).allSatisfy(mail -> {
            assertThat(mail.from()).isNotEmpty();
            assertThat(mail.text()).contains(partner.name()).contains(invoice.number());
            assertThat(mail.html()).contains(partner.name());
            assertThat(mail.attachments()).singleElement().asString().endsWith(".pdf");
        });
        assertThat(mails)
                .anySatisfy(mail -> assertThat(mail.text()).contains("40.00").contains("60.00"));
    }

    @Test
    void the_receipts_are_numbered_without_a_gap_and_hold_what_was_paid_and_what_is_left() throws IOException {
        var invoice = paidInTwoParts();

        var receipts = invoice.receipts(2);

        assertThat(receipts).hasSize(2).extracting(Receipt::number).containsExactlyInAnyOrder("R-000001", "R-000002");
        var first = receipts.stream()
                .filter(r -> r.number().equals("R-000001"))
                .findFirst()
                .orElseThrow();
        assertThat(first.amount()).isEqualTo(usd(40_00));
        assertThat(paper(first))
                .contains(partner.name(), customer.company(), invoice.number(), "4242", "40.00", "60.00");
    }

    @Test
    void nobody_else_sees_a_receipt() {
        var receipt = paidInTwoParts().receipts(2).get(0);

        var stranger = Sandbox.partner();

        assertThat(stranger.api().get("/receipts/" + receipt.id()).status()).isEqualTo(404);
        assertThat(stranger.api().get("/receipts/" + receipt.id() + "/pdf").status())
                .isEqualTo(404);
        assertThat(stranger.list("/receipts")).isEmpty();
    }

    private Invoice paidInTwoParts() {
        var invoice =
                customer.invoice("Managed backup", usd(100_00)).due(inDays(14)).chargeLater();
        invoice.charge(usd(40_00)).now().untilCaptured();
        invoice.untilOutstanding(usd(60_00));
        invoice.charge().now().untilCaptured();
        invoice.untilOutstanding(usd(0));
        return invoice;
    }

    private static String paper(Receipt receipt) throws IOException {
        var pdf = new PdfReader(receipt.pdf());
        try {
            return new PdfTextExtractor(pdf).getTextFromPage(1);
        } finally {
            pdf.close();
        }
    }
}
