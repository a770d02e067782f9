package io.autocharge.notification.adapter;

import static io.autocharge.notification.adapter.Paper.AMOUNT;
import static io.autocharge.notification.adapter.Paper.BODY;
import static io.autocharge.notification.adapter.Paper.LABEL;
import static io.autocharge.notification.adapter.Paper.LEAD;
import static io.autocharge.notification.adapter.Paper.MARGIN;
import static io.autocharge.notification.adapter.Paper.RULE;
import static io.autocharge.notification.adapter.Paper.SOFT;
import static io.autocharge.notification.adapter.Paper.STRONG;
import static io.autocharge.notification.adapter.Typeface.SEMI_BOLD;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoiceCreated;
import io.autocharge.contracts.invoice.LineItem;
import io.autocharge.notification.adapter.Sheet.Style;
import io.autocharge.notification.domain.Sender;

/** The invoice on as many pages as its items need. */
final class PdfInvoice {

    private static final float PRICE = 110;
    private static final float TOTAL = 110;
    private static final float COUNT = 50;
    private static final Style EYEBROW = new Style(SEMI_BOLD, 10, SOFT, 0.3f);

    private final Sender sender;
    private final InvoiceCreated invoice;
    private final Money outstanding;

    PdfInvoice(Sender sender, InvoiceCreated invoice, Money outstanding) {
        this.sender = sender;
        this.invoice = invoice;
        this.outstanding = outstanding;
    }

    byte[] print() {
        var title = new Paper.Title(
                "Invoice",
                invoice.number(),
                invoice.partnerName(),
                Wording.money(invoice.total()) + " due " + Wording.day(invoice.dueOn()),
                invoice.invoiceId().value(),
                invoice.createdAt());
        return Paper.print(sender, title, paper -> {
            headline(paper);
            paper.parties("From", "Bill to", invoice.customerName());
            dates(paper);
            heading(paper);
            invoice.lineItems().forEach(item -> item(paper, item));
            sums(paper);
            memo(paper);
        });
    }

    private void headline(Paper paper) {
        paper.y -= 52;
        var paid = outstanding.isZero();
        paper.sheet.left(EYEBROW, paid ? "Paid in full" : "Amount due", MARGIN, paper.y, paper.width);
        paper.y -= 48;
        var sum = paid ? invoice.total() : outstanding;
        paper.sheet.left(AMOUNT, Wording.money(sum), MARGIN - 2, paper.y, paper.width);
        paper.y -= 26;
        var due = paid ? "Thank you. There is nothing left to pay." : "Due " + Wording.day(invoice.dueOn());
        paper.sheet.left(LEAD, due, MARGIN, paper.y, paper.width);
    }

    private void dates(Paper paper) {
        paper.y -= 26;
        paper.row("Invoice", invoice.number());
        paper.row("Date", Wording.day(invoice.createdAt(), sender.zone()));
        paper.row("Due", Wording.day(invoice.dueOn()));
        paper.sheet.rule(RULE, MARGIN, paper.y, paper.width);
    }

    private void heading(Paper paper) {
        paper.y -= 34;
        line(paper, LABEL, "Description", "Quantity", "Unit price", "Amount");
        paper.y -= 8;
        paper.sheet.rule(RULE, MARGIN, paper.y, paper.width);
    }

    private void item(Paper paper, LineItem item) {
        var description = paper.sheet.lines(BODY, item.description(), words(paper), 3);
        var height = 15 * description.size() + 13;
        if (paper.needs(height)) {
            heading(paper);
        }
        paper.y -= 19;
        line(
                paper,
                BODY,
                description.get(0),
                String.valueOf(item.quantity()),
                Wording.money(item.unitPrice()),
                Wording.money(item.total()));
        for (var more : description.subList(1, description.size())) {
            paper.y -= 15;
            paper.sheet.left(BODY, more, MARGIN, paper.y, words(paper));
        }
        paper.y -= 9;
        paper.sheet.rule(RULE, MARGIN, paper.y, paper.width);
    }

    private void sums(Paper paper) {
        paper.needs(110);
        paper.y -= 30;
        paper.sum("Total", invoice.total());
        if (invoice.total().exceeds(outstanding)) {
            paper.sum("Paid", invoice.total().minus(outstanding));
        }
        paper.total("Amount due", outstanding);
    }

    private void memo(Paper paper) {
        if (invoice.memo() == null || invoice.memo().isBlank()) {
            return;
        }
        var lines = paper.sheet.lines(BODY, invoice.memo(), paper.width, 12);
        paper.needs(60 + 15 * lines.size());
        paper.y -= 44;
        paper.sheet.left(STRONG, "Note", MARGIN, paper.y, paper.width);
        for (var line : lines) {
            paper.y -= 17;
            paper.sheet.left(BODY, line, MARGIN, paper.y, paper.width);
        }
    }

    private static void line(Paper paper, Style style, String words, String count, String price, String total) {
        paper.sheet.left(style, words, MARGIN, paper.y, words(paper));
        paper.sheet.right(style, count, paper.right - TOTAL - PRICE, paper.y, COUNT);
        paper.sheet.right(style, price, paper.right - TOTAL, paper.y, PRICE - 10);
        paper.sheet.right(style, total, paper.right, paper.y, TOTAL - 10);
    }

    private static float words(Paper paper) {
        return paper.width - TOTAL - PRICE - COUNT - 14;
    }
}
