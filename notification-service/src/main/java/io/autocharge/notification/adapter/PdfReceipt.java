package io.autocharge.notification.adapter;

import static io.autocharge.notification.adapter.Typeface.REGULAR;
import static io.autocharge.notification.adapter.Typeface.SEMI_BOLD;

import com.lowagie.text.Document;
import com.lowagie.text.PageSize;
import com.lowagie.text.Rectangle;
import com.lowagie.text.pdf.PdfBoolean;
import com.lowagie.text.pdf.PdfDate;
import com.lowagie.text.pdf.PdfEncryption;
import com.lowagie.text.pdf.PdfName;
import com.lowagie.text.pdf.PdfObject;
import com.lowagie.text.pdf.PdfString;
import com.lowagie.text.pdf.PdfWriter;
import io.autocharge.contracts.Money;
import io.autocharge.contracts.invoice.Receipt;
import io.autocharge.notification.adapter.Sheet.Style;
import io.autocharge.notification.domain.ReceiptNumber;
import io.autocharge.notification.domain.Sender;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.GregorianCalendar;

/**
 * The receipt on one page of paper. The same receipt gives the same bytes: every date in the file is that of the payment,
 * and its identity is the receipt's.
 */
final class PdfReceipt {

    private static final Color INK = new Color(0x14202b);
    private static final Color SOFT = new Color(0x5d6b76);
    private static final Color RULE = new Color(0xdce2e6);
    private static final Color TRACK = new Color(0xe3e8eb);
    private static final Color GREEN = new Color(0x1f8a5c);
    private static final float MARGIN = 64;

    private static final Style NAME = new Style(SEMI_BOLD, 15, INK);
    private static final Style INITIALS = new Style(SEMI_BOLD, 12.5f, Color.WHITE, 0.2f);
    private static final Style AMOUNT = new Style(SEMI_BOLD, 42, INK, -0.8f);
    private static final Style EYEBROW = new Style(SEMI_BOLD, 10, new Color(0x1f7a52), 0.3f);
    private static final Style LEAD = new Style(REGULAR, 12, INK);
    private static final Style LABEL = new Style(REGULAR, 9.5f, SOFT);
    private static final Style BODY = new Style(REGULAR, 10.5f, INK);
    private static final Style STRONG = new Style(SEMI_BOLD, 10.5f, INK);
    private static final Style TOTAL = new Style(SEMI_BOLD, 13, INK);

    private final Sender sender;
    private final String number;
    private final Receipt receipt;
    private final Rectangle size;
    private final float width;
    private final float right;
    private final float sums;

    private Sheet sheet;
    private float y;

    PdfReceipt(Sender sender, long number, Receipt receipt) {
        this.sender = sender;
        this.number = ReceiptNumber.written(number);
        this.receipt = receipt;
        this.size = sender.zone().getId().startsWith("America/") ? PageSize.LETTER : PageSize.A4;
        this.width = size.getWidth() - 2 * MARGIN;
        this.right = size.getWidth() - MARGIN;
        this.sums = width * 0.6f; // room for the largest sum that there is
    }

    byte[] print() {
        var bytes = new ByteArrayOutputStream();
        var document = new Document(size);
        var writer = PdfWriter.getInstance(document, bytes);
        document.open();
        describe(writer);
        sheet = new Sheet(writer.getDirectContent());
        y = size.getHeight() - MARGIN;
        head();
        headline();
        parties();
        details();
        sums();
        foot();
        document.close();
        return bytes.toByteArray();
    }

    private void describe(PdfWriter writer) {
        var paidAt = new PdfDate(GregorianCalendar.from(receipt.paidAt().atZone(sender.zone())));
        var id = receipt.receiptId().value().getBytes(StandardCharsets.US_ASCII);
        var info = writer.getInfo();
        info.put(PdfName.TITLE, unicode("Receipt " + number + " from " + receipt.partnerName()));
        info.put(PdfName.AUTHOR, unicode(receipt.partnerName()));
        info.put(
                PdfName.SUBJECT,
                unicode("Payment of " + Wording.money(receipt.amount()) + " for invoice " + receipt.invoiceNumber()));
        info.put(PdfName.CREATOR, unicode("Autocharge"));
        info.put(PdfName.CREATIONDATE, paidAt);
        info.put(PdfName.MODDATE, paidAt);
        info.put(PdfName.FILEID, PdfEncryption.createInfoId(id, id));
        writer.getExtraCatalog().put(PdfName.LANG, unicode("en-US"));
        writer.addViewerPreference(PdfName.DISPLAYDOCTITLE, PdfBoolean.PDFTRUE);
    }

    private void head() {
        y -= 34;
        sheet.box(INK, MARGIN, y, 34, 34, 8);
        var initials = Wording.initials(receipt.partnerName());
        sheet.centered(INITIALS, initials, MARGIN + 17, y + 12.5f, 30);
        sheet.left(NAME, receipt.partnerName(), MARGIN + 46, y + 11.5f, width - 46 - 130);
        sheet.right(LABEL, "Receipt", right, y + 21, 120);
        sheet.right(STRONG, number, right, y + 5, 120);
        y -= 22;
        sheet.rule(RULE, MARGIN, y, width);
    }

    private void headline() {
        y -= 52;
        sheet.left(EYEBROW, "✓  Payment received", MARGIN, y, width);
        y -= 48;
        sheet.left(AMOUNT, Wording.money(receipt.amount()), MARGIN - 2, y, width);
        y -= 26;
        var left = receipt.outstanding().isPositive()
                ? Wording.money(receipt.outstanding()) + " left to pay on invoice " + receipt.invoiceNumber()
                : "Invoice " + receipt.invoiceNumber() + " is paid in full";
        sheet.left(LEAD, left, MARGIN, y, width);
        y -= 24;
        progress();
    }

    private void progress() {
        var total = receipt.invoiceTotal().amount();
        var paid = total - receipt.outstanding().amount();
        sheet.box(TRACK, MARGIN, y, width, 6, 3);
        if (paid > 0) {
            sheet.box(GREEN, MARGIN, y, Math.max(6, width * paid / total), 6, 3);
        }
    }

    private void parties() {
        y -= 44;
        var half = width / 2 - 12;
        sheet.left(LABEL, "Paid to", MARGIN, y, half);
        sheet.left(LABEL, "Paid by", MARGIN + width / 2, y, half);
        y -= 17;
        var to = sheet.lines(STRONG, receipt.partnerName(), half, 3);
        var by = sheet.lines(STRONG, receipt.customerName(), half, 3);
        for (int i = 0; i < to.size(); i++) {
            sheet.left(STRONG, to.get(i), MARGIN, y - 15 * i, half);
        }
        for (int i = 0; i < by.size(); i++) {
            sheet.left(STRONG, by.get(i), MARGIN + width / 2, y - 15 * i, half);
        }
        if (sender.email() != null) {
            sheet.left(BODY, sender.email(), MARGIN, y - 15 * to.size(), half);
        }
        y -= 15 * Math.max(to.size() + 1, by.size());
    }

    private void details() {
        y -= 26;
        row("Invoice", receipt.invoiceNumber());
        row("Payment method", Wording.method(receipt.method()));
        row("Date", Wording.day(receipt.paidAt(), sender.zone()));
        row("Reference", receipt.chargeId().value());
    }

    private void sums() {
        sheet.rule(RULE, MARGIN, y, width);
        y -= 34;
        var earlier = earlier();
        sum("Invoice total", receipt.invoiceTotal());
        if (earlier.isPositive()) {
            sum("Paid before", earlier);
        }
        sum("This payment", receipt.amount());
        y += 6;
        sheet.rule(INK, right - sums, y, sums);
        y -= 24;
        sheet.left(TOTAL, "Remaining balance", right - sums, y, sums);
        sheet.right(TOTAL, Wording.money(receipt.outstanding()), right, y, sums);
    }

    private void foot() {
        y = MARGIN;
        sheet.rule(RULE, MARGIN, y, width);
        var questions = sender.email() == null ? "" : "Questions? Write to " + sender.email();
        sheet.left(LABEL, questions, MARGIN, y - 20, width * 0.6f);
        sheet.right(LABEL, number, right, y - 20, width * 0.35f);
    }

    private void row(String label, String value) {
        sheet.rule(RULE, MARGIN, y, width);
        y -= 19;
        sheet.left(LABEL, label, MARGIN, y, 120);
        sheet.right(BODY, value, right, y, width - 130);
        y -= 10;
    }

    private void sum(String label, Money money) {
        sheet.left(BODY, label, right - sums, y, sums);
        sheet.right(BODY, Wording.money(money), right, y, sums);
        y -= 20;
    }

    /** What was paid on the invoice before this payment. */
    private Money earlier() {
        var paid = receipt.invoiceTotal().minus(receipt.outstanding());
        return paid.minus(receipt.amount().atMost(paid));
    }

    private static PdfString unicode(String text) {
        return new PdfString(text, PdfObject.TEXT_UNICODE);
    }
}
