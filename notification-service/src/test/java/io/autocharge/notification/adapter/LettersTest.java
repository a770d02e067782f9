package io.autocharge.notification.adapter;

import static io.autocharge.notification.Samples.BANK;
import static io.autocharge.notification.Samples.LINK;
import static io.autocharge.notification.Samples.NORTHWIND;
import static io.autocharge.notification.Samples.NOW;
import static io.autocharge.notification.Samples.VISA;
import static io.autocharge.notification.Samples.bill;
import static io.autocharge.notification.Samples.corrected;
import static io.autocharge.notification.Samples.receipt;
import static io.autocharge.notification.Samples.usd;
import static org.assertj.core.api.Assertions.assertThat;

import io.autocharge.contracts.invoice.LineItem;
import io.autocharge.contracts.invoice.Receipt;
import io.autocharge.contracts.payment.RetryDenial;
import io.autocharge.notification.domain.Letter;
import io.autocharge.notification.domain.Stationery;
import io.autocharge.notification.domain.Stationery.Bill;
import io.autocharge.notification.domain.Stationery.ChargeAhead;
import io.autocharge.notification.domain.Stationery.InvoiceToPay;
import io.autocharge.notification.domain.Stationery.LinksLocked;
import io.autocharge.notification.domain.Stationery.MoneyBack;
import io.autocharge.notification.domain.Stationery.OpenStill;
import io.autocharge.notification.domain.Stationery.PaymentFailed;
import io.autocharge.notification.domain.Stationery.PaymentReceived;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
    void a_partner_whose_links_were_locked_is_told_which_invoice_it_was_and_what_to_do() {
        var letter = stationery.linksLocked(new LinksLocked(NORTHWIND, bill(100_00), 5, NOW));

        assertThat(letter.subject()).isEqualTo("The payment link of invoice INV-1001 was locked");
        for (var body : List.of(letter.html(), letter.text())) {
            assertThat(body)
                    .contains("5 payments", "INV-1001", "$100.00", "November 22, 2026", "/payment-link")
                    .doesNotContain("/pay/");
        }
    }

    @Test
    void a_failed_charge_says_why_and_what_to_do() {
        var letter = stationery.chargeFailed(
                new PaymentFailed(NORTHWIND, bill(100_00), usd(40_00), BANK, "R01", true, null, null, LINK));

        assertThat(letter.subject()).isEqualTo("Your payment of $40.00 to Northwind IT was returned");
        assertThat(letter.text()).contains("not enough money").contains(LINK.toString());
    }

    @Test
    void a_failed_charge_says_when_it_is_tried_again_or_what_to_do_by_the_class_of_its_code() {
        var day = LocalDate.parse("2026-12-25");

        assertThat(failed("insufficient_funds", day, null)).contains("We try again on December 25, 2026.");
        assertThat(failed("expired_card", null, RetryDenial.CUSTOMER_NEEDED)).contains("has not expired");
        assertThat(failed("stolen_card", null, RetryDenial.HARD_DECLINE)).contains("cannot be charged any more");
        assertThat(failed("do_not_honor", null, RetryDenial.BY_HAND)).contains("Please ask your bank");
        assertThat(failed("insufficient_funds", null, RetryDenial.BUDGET_SPENT)).contains("as often as is possible");
        assertThat(failed("insufficient_funds", null, RetryDenial.PAUSED)).contains("Automatic charges are paused");
        assertThat(failed("stolen_card", null, RetryDenial.HARD_DECLINE)).doesNotContain("stolen");
    }

    private String failed(String code, LocalDate retryOn, RetryDenial denied) {
        return stationery
                .chargeFailed(new PaymentFailed(
                        NORTHWIND, bill(100_00), usd(40_00), VISA, code, false, retryOn, denied, LINK))
                .text();
    }

    @Test
    void a_letter_about_money_that_went_back_tells_how_much_and_what_is_open_and_encloses_the_corrected_receipt() {
        for (var kind : List.of(Receipt.Kind.REFUND, Receipt.Kind.RETURN, Receipt.Kind.DISPUTE)) {
            var news = new MoneyBack(NORTHWIND, 2, corrected(kind).receipt(), 1L, true, LINK);
            var letter = stationery.moneyBack(news);
            for (var body : List.of(letter.html(), letter.text())) {
                assertThat(body)
                        .contains("$40.00", "$100.00", "INV-1001", "R-000002", "R-000001", LINK.toString())
                        .contains("Automatic charges are paused");
            }
            assertThat(letter.enclosures()).singleElement().satisfies(paper -> assertThat(paper.name())
                    .isEqualTo("receipt-R-000002.pdf"));
        }
        var won = stationery.moneyBack(
                new MoneyBack(NORTHWIND, 3, corrected(Receipt.Kind.DISPUTE_WON).receipt(), 1L, false, LINK));
        assertThat(won.subject()).isEqualTo("Your payment of $40.00 to Northwind IT counts again");
        assertThat(won.text()).doesNotContain("paused").doesNotContain(LINK.toString());
    }

    @Test
    void a_notice_says_how_much_is_charged_when_with_what_and_how_to_stop_it() {
        var letter = stationery.upcoming(
                new ChargeAhead(NORTHWIND, bill(100_00), usd(40_00), BANK, LocalDate.parse("2026-12-22"), LINK));

        assertThat(letter.subject()).isEqualTo("Northwind IT will charge $40.00 on December 22, 2026");
        for (var body : List.of(letter.html(), letter.text())) {
            assertThat(body)
                    .contains("Chase checking account ending in 6789", "INV-1001", "Stop this payment")
                    .contains(LINK.toString());
        }
    }

    @Test
    void a_reminder_says_how_the_due_date_lies_and_how_to_pay() {
        assertThat(reminder("2026-12-19").subject())
                .isEqualTo("Reminder: invoice INV-1001 from Northwind IT is due in 3 days");
        assertThat(reminder("2026-12-22").subject()).endsWith("is due today");
        assertThat(reminder("2026-12-23").subject()).endsWith("is 1 day overdue");
        assertThat(reminder("2027-01-05").html()).contains("14 days overdue", LINK.toString(), "$60.00");
    }

    private Letter reminder(String today) {
        return stationery.reminder(new OpenStill(NORTHWIND, bill(60_00), LocalDate.parse(today), LINK));
    }

    /** With {@code -Dautocharge.letters=<folder>} they are also left there, to be looked at. */
    @Test
    void every_letter_and_paper_is_the_same_to_the_byte_for_the_same_facts() throws IOException {
        var folder = System.getProperty("autocharge.letters");
        for (var name : letters().keySet()) {
            var letter = letters().get(name);
            assertThat(letters().get(name).html()).isEqualTo(letter.html());
            if (folder != null) {
                Files.writeString(Path.of(folder, name + ".html"), letter.html());
                for (var paper : letter.enclosures()) {
                    Files.write(Path.of(folder, name + ".pdf"), paper.content());
                }
            }
        }
    }

    private Map<String, Letter> letters() {
        var letters = new TreeMap<String, Letter>();
        for (var kind :
                List.of(Receipt.Kind.REFUND, Receipt.Kind.RETURN, Receipt.Kind.DISPUTE, Receipt.Kind.DISPUTE_WON)) {
            var paused = kind != Receipt.Kind.REFUND && kind != Receipt.Kind.DISPUTE_WON;
            letters.put(
                    kind.label(),
                    stationery.moneyBack(
                            new MoneyBack(NORTHWIND, 2, corrected(kind).receipt(), 1L, paused, LINK)));
        }
        letters.put(
                "upcoming",
                stationery.upcoming(new ChargeAhead(
                        NORTHWIND, bill(100_00), usd(40_00), BANK, LocalDate.parse("2026-12-22"), LINK)));
        letters.put("reminder", reminder("2026-12-29"));
        letters.put(
                "failed",
                stationery.chargeFailed(new PaymentFailed(
                        NORTHWIND,
                        bill(100_00),
                        usd(40_00),
                        VISA,
                        "insufficient_funds",
                        false,
                        LocalDate.parse("2026-12-25"),
                        null,
                        LINK)));
        return letters;
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
