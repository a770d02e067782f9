package io.autocharge.notification.adapter;

import static io.autocharge.notification.Samples.BANK;
import static io.autocharge.notification.Samples.LINK;
import static io.autocharge.notification.Samples.NORTHWIND;
import static io.autocharge.notification.Samples.bill;
import static io.autocharge.notification.Samples.receipt;
import static io.autocharge.notification.Samples.usd;
import static org.assertj.core.api.Assertions.assertThat;

import io.autocharge.contracts.invoice.LineItem;
import io.autocharge.notification.domain.Stationery;
import io.autocharge.notification.domain.Stationery.Bill;
import io.autocharge.notification.domain.Stationery.InvoiceToPay;
import io.autocharge.notification.domain.Stationery.PaymentFailed;
import io.autocharge.notification.domain.Stationery.PaymentReceived;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LettersTest {

    private final Stationery stationery = Plain.stationery();

    @Test
    void a_confirmation_tells_in_html_and_text_who_got_how_much_and_what_is_left() {
        var letter = stationery.confirmation(new PaymentReceived(NORTHWIND, 7, receipt(40_00, 60_00), LINK));

        assertThat(letter.subject()).isEqualTo("You paid $40.00 to Northwind IT — $60.00 left");
        for (var body : List.of(letter.html(), letter.text())) {
            assertThat(body)
                    .contains("Northwind IT", "$40.00", "$60.00", "INV-1001", "Visa ending in 4242", "R-000007")
                    .contains("November 22, 2026") // the partner's day, not that of Greenwich
                    .contains(LINK.toString());
        }
        assertThat(letter.enclosures()).singleElement().satisfies(paper -> assertThat(paper.name())
                .isEqualTo("receipt-R-000007.pdf"));
    }

    @Test
    void a_confirmation_of_the_last_payment_asks_for_nothing_more() {
        var letter = stationery.confirmation(new PaymentReceived(NORTHWIND, 8, receipt(60_00, 0), LINK));

        assertThat(letter.subject()).isEqualTo("You paid $60.00 to Northwind IT");
        assertThat(letter.html()).contains("Nothing is left to pay").doesNotContain(LINK.toString());
        assertThat(letter.text()).contains("Nothing is left to pay").doesNotContain(LINK.toString());
    }

    @Test
    void a_payment_link_says_for_what_how_much_and_until_when() {
        var letter = stationery.paymentLink(new InvoiceToPay(NORTHWIND, bill(100_00), LINK));

        assertThat(letter.subject()).isEqualTo("Invoice INV-1001 from Northwind IT: $100.00 due December 22, 2026");
        for (var body : List.of(letter.html(), letter.text())) {
            assertThat(body)
                    .contains("Managed workstations, November", "$100.00", "December 22, 2026", LINK.toString());
        }
    }

    @Test
    void a_failed_charge_says_why_and_what_to_do() {
        var letter = stationery.chargeFailed(
                new PaymentFailed(NORTHWIND, bill(100_00), usd(40_00), BANK, "R01", true, LINK));

        assertThat(letter.subject()).isEqualTo("Your payment of $40.00 to Northwind IT was returned");
        assertThat(letter.text()).contains("not enough money").contains(LINK.toString());
    }

    @Test
    void what_a_partner_writes_stays_text_in_a_letter() {
        var evil = new Bill(
                "<b>1</b>",
                "<script>alert(1)</script>",
                List.of(new LineItem("<img src=x onerror=alert(1)>", 1, usd(100_00))),
                "<a href=x>",
                usd(100_00),
                usd(100_00),
                LocalDate.parse("2026-12-22"),
                false);

        var letter = stationery.paymentLink(new InvoiceToPay(NORTHWIND, evil, LINK));

        assertThat(letter.html()).doesNotContain("<script>", "<img src=x", "<a href=x>", "<b>1</b>");
    }
}
