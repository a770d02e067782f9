package io.autocharge.notification.adapter;

import static io.autocharge.notification.adapter.Paper.AMOUNT;
import static io.autocharge.notification.adapter.Paper.LEAD;
import static io.autocharge.notification.adapter.Paper.MARGIN;
import static io.autocharge.notification.adapter.Typeface.SEMI_BOLD;

import io.autocharge.contracts.invoice.Receipt;
import io.autocharge.notification.adapter.Sheet.Style;
import io.autocharge.notification.domain.ReceiptNumber;
import io.autocharge.notification.domain.Sender;
import java.awt.Color;

/** The receipt on one page of paper. */
final class PdfReceipt {

    private static final Color TRACK = new Color(0xe3e8eb);
    private static final Color GREEN = new Color(0x1f8a5c);
    private static final Style EYEBROW = new Style(SEMI_BOLD, 10, new Color(0x1f7a52), 0.3f);
    private static final Style WARNING = new Style(SEMI_BOLD, 10, new Color(0x9a5b0b), 0.3f);

    private final Sender sender;
    private final String number;
    private final Receipt receipt;
    private final Long corrects;
    private final Tidings tidings;

    /** {@code corrects} is the number of the receipt that it corrects, if it does. */
    PdfReceipt(Sender sender, long number, Receipt receipt, Long corrects) {
        this.sender = sender;
        this.number = ReceiptNumber.written(number);
        this.receipt = receipt;
        this.corrects = corrects;
        this.tidings = Tidings.of(receipt);
    }

    byte[] print() {
        var title = new Paper.Title(
                tidings.title,
                number,
                receipt.partnerName(),
                tidings.subject + Wording.money(receipt.amount()) + " for invoice " + receipt.invoiceNumber(),
                receipt.receiptId().value(),
                receipt.paidAt());
        return Paper.print(sender, title, paper -> {
            headline(paper);
            paper.parties(tidings.partner, tidings.customer, receipt.customerName());
            details(paper);
            sums(paper);
        });
    }

    private void headline(Paper paper) {
        paper.y -= 52;
        paper.sheet.left(tidings.opens() ? WARNING : EYEBROW, tidings.headline, MARGIN, paper.y, paper.width);
        paper.y -= 48;
        paper.sheet.left(AMOUNT, tidings.amount(receipt), MARGIN - 2, paper.y, paper.width);
        paper.y -= 26;
        var left = receipt.outstanding().isPositive()
                ? Wording.money(receipt.outstanding()) + " left to pay on invoice " + receipt.invoiceNumber()
                : "Invoice " + receipt.invoiceNumber() + " is paid in full";
        paper.sheet.left(LEAD, left, MARGIN, paper.y, paper.width);
        paper.y -= 24;
        progress(paper);
    }

    private void progress(Paper paper) {
        var total = receipt.invoiceTotal().amount();
        var paid = total - receipt.outstanding().amount();
        paper.sheet.box(TRACK, MARGIN, paper.y, paper.width, 6, 3);
        if (paid > 0) {
            paper.sheet.box(GREEN, MARGIN, paper.y, Math.max(6, paper.width * paid / total), 6, 3);
        }
    }

    private void details(Paper paper) {
        paper.y -= 26;
        paper.row("Invoice", receipt.invoiceNumber());
        paper.row(tidings.method, Wording.method(receipt.method()));
        paper.row("Date", Wording.day(receipt.paidAt(), sender.zone()));
        paper.row("Reference", receipt.chargeId().value());
        if (corrects != null) {
            paper.row("Corrects receipt no.", ReceiptNumber.written(corrects));
        }
    }

    private void sums(Paper paper) {
        paper.sheet.rule(Paper.RULE, MARGIN, paper.y, paper.width);
        paper.y -= 34;
        var earlier = tidings.before(receipt);
        paper.sum("Invoice total", receipt.invoiceTotal());
        if (earlier.isPositive()) {
            paper.sum("Paid before", earlier);
        }
        paper.sum(tidings.line, tidings.amount(receipt));
        paper.total("Remaining balance", receipt.outstanding());
    }
}
