package io.autocharge.notification.adapter;

import static io.autocharge.notification.Samples.NORTHWIND;
import static io.autocharge.notification.Samples.usd;
import static org.assertj.core.api.Assertions.assertThat;

import com.lowagie.text.pdf.PdfReader;
import com.lowagie.text.pdf.parser.PdfTextExtractor;
import io.autocharge.contracts.Money;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.invoice.Collection;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoiceCreated;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.invoice.LineItem;
import io.autocharge.contracts.payment.ChargeTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PdfInvoiceTest {

    private static final Instant NOW = Instant.parse("2026-11-22T15:00:00Z");

    @Test
    void the_paper_of_an_invoice_says_what_for_how_much_and_until_when() throws IOException {
        var pdf = print(
                List.of(
                        new LineItem("Managed workstations, November", 4, usd(15_00)),
                        new LineItem("Backup and recovery, 500 GB", 1, usd(40_00))),
                60_00);
        keep("invoice", pdf);

        try (var reader = new PdfReader(pdf)) {
            assertThat(reader.getNumberOfPages()).isEqualTo(1);
            assertThat(new PdfTextExtractor(reader).getTextFromPage(1))
                    .contains("INV-1001", "Northwind IT", "Contoso Dental Group")
                    .contains("Managed workstations, November", "$15.00", "$60.00")
                    .contains("November 22, 2026", "December 22, 2026")
                    .contains("Total", "$100.00", "Paid", "Amount due")
                    .contains("Thank you for your business.");
            assertThat(reader.getInfo()).containsEntry("Title", "Invoice INV-1001 from Northwind IT");
        }
    }

    @Test
    void two_hundred_items_go_on_on_further_pages_and_none_is_left_out() throws IOException {
        var items = IntStream.rangeClosed(1, 200)
                .mapToObj(i -> new LineItem("Item number " + i + " of this long invoice", 1, usd(50)))
                .toList();
        var pdf = print(items, 100_00);
        keep("invoice-long", pdf);

        try (var reader = new PdfReader(pdf)) {
            var text = new StringBuilder();
            for (int page = 1; page <= reader.getNumberOfPages(); page++) {
                text.append(new PdfTextExtractor(reader).getTextFromPage(page));
            }
            assertThat(items).allSatisfy(item -> assertThat(text).contains(item.description()));
        }
    }

    @Test
    void the_same_invoice_is_the_same_paper_to_the_byte() {
        var items = List.of(new LineItem("Firewall", 1, usd(100_00)));
        assertThat(print(items, 0)).isEqualTo(print(items, 0));
    }

    private static byte[] print(List<LineItem> items, long outstanding) {
        var total = items.stream().map(LineItem::total).reduce(usd(0), Money::plus);
        var invoice = new InvoiceCreated(
                InvoiceId.derived("invoice"),
                PartnerId.derived("partner"),
                "Northwind IT",
                CustomerId.derived("customer"),
                "Contoso Dental Group",
                "INV-1001",
                null,
                items,
                "Thank you for your business.",
                total,
                LocalDate.parse("2026-12-22"),
                Collection.charge(ChargeTime.DUE_DATE),
                NOW);
        return Plain.stationery().invoice(NORTHWIND, invoice, usd(outstanding));
    }

    /** Left for whoever wants to look at it. */
    private static void keep(String name, byte[] pdf) throws IOException {
        Files.write(Files.createDirectories(Path.of("target", "papers")).resolve(name + ".pdf"), pdf);
    }
}
