package io.autocharge.notification.adapter;

import static io.autocharge.notification.Samples.BANK;
import static io.autocharge.notification.Samples.NORTHWIND;
import static io.autocharge.notification.Samples.NOW;
import static io.autocharge.notification.Samples.corrected;
import static io.autocharge.notification.Samples.receipt;
import static org.assertj.core.api.Assertions.assertThat;

import com.lowagie.text.pdf.PdfReader;
import com.lowagie.text.pdf.parser.PdfTextExtractor;
import io.autocharge.contracts.Money;
import io.autocharge.contracts.invoice.Receipt;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PdfReceiptTest {

    private final byte[] pdf = Plain.stationery().receipt(NORTHWIND, 7, receipt(40_00, 60_00), null);

    @Test
    void a_receipt_names_number_parties_invoice_method_amount_date_and_what_is_left() throws IOException {
        try (var reader = new PdfReader(pdf)) {
            assertThat(reader.getNumberOfPages()).isEqualTo(1);
            assertThat(new PdfTextExtractor(reader).getTextFromPage(1))
                    .contains("R-000007")
                    .contains("Northwind IT", "billing@northwind.example")
                    .contains("Contoso Dental Group")
                    .contains("INV-1001")
                    .contains("Visa ending in 4242")
                    .contains("November 22, 2026")
                    .contains("$40.00", "$100.00")
                    .contains("Remaining balance", "$60.00");
            assertThat(reader.getInfo()).containsEntry("Title", "Receipt R-000007 from Northwind IT");
        }
    }

    @Test
    void the_same_receipt_is_the_same_paper_to_the_byte() {
        assertThat(Plain.stationery().receipt(NORTHWIND, 7, receipt(40_00, 60_00), null))
                .isEqualTo(pdf);
    }

    @Test
    void a_corrected_receipt_says_what_it_is_which_one_it_corrects_and_what_is_open_after_it() throws IOException {
        var titles = Map.of(
                Receipt.Kind.REFUND, "Refund",
                Receipt.Kind.RETURN, "Returned payment",
                Receipt.Kind.DISPUTE, "Disputed payment",
                Receipt.Kind.DISPUTE_WON, "Restored payment");
        for (var kind : titles.keySet()) {
            var receipt = corrected(kind).receipt();
            var paper = Plain.stationery().receipt(NORTHWIND, 2, receipt, 1L);
            assertThat(Plain.stationery().receipt(NORTHWIND, 2, receipt, 1L)).isEqualTo(paper);
            try (var reader = new PdfReader(paper)) {
                assertThat(reader.getNumberOfPages()).isEqualTo(1);
                assertThat(new PdfTextExtractor(reader).getTextFromPage(1))
                        .contains(titles.get(kind), "Corrects receipt no.", "R-000001", "R-000002")
                        .contains(kind == Receipt.Kind.DISPUTE_WON ? "$60.00" : "−$40.00");
            }
        }
    }

    @Test
    void names_of_any_length_and_script_and_the_largest_sum_stay_on_one_page() throws IOException {
        var most = Money.of(10_000_000_000_000L, "USD");
        var usual = receipt(40_00, 60_00);
        var receipt = new Receipt(
                usual.receiptId(),
                usual.invoiceId(),
                "2026/11/" + "0".repeat(200),
                usual.chargeId(),
                usual.customerId(),
                "Łódź Ελλάδα Россия 東京 🥐 " + "and Company ".repeat(30),
                "A".repeat(200),
                BANK,
                most,
                most,
                most.zero(),
                NOW,
                null,
                null);

        try (var reader = new PdfReader(Plain.stationery().receipt(NORTHWIND, 1_234_567, receipt, null))) {
            assertThat(reader.getNumberOfPages()).isEqualTo(1);
            assertThat(new PdfTextExtractor(reader).getTextFromPage(1))
                    .contains("R-1234567", "Łódź Ελλάδα Россия ?? ?", "$100,000,000,000.00", "$0.00");
        }
    }
}
