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
import io.autocharge.notification.adapter.Sheet.Style;
import io.autocharge.notification.domain.Sender;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.GregorianCalendar;
import java.util.function.Consumer;

/**
 * The house's paper, written from the top down: what all papers of a partner have in common. The same words give the same
 * bytes: every date in the file is that of what it tells, and its identity is that of the thing.
 */
final class Paper {

    static final Color INK = new Color(0x14202b);
    static final Color SOFT = new Color(0x5d6b76);
    static final Color RULE = new Color(0xdce2e6);
    static final float MARGIN = 64;

    static final Style AMOUNT = new Style(SEMI_BOLD, 42, INK, -0.8f);
    static final Style LEAD = new Style(REGULAR, 12, INK);
    static final Style LABEL = new Style(REGULAR, 9.5f, SOFT);
    static final Style BODY = new Style(REGULAR, 10.5f, INK);
    static final Style STRONG = new Style(SEMI_BOLD, 10.5f, INK);
    static final Style TOTAL = new Style(SEMI_BOLD, 13, INK);

    private static final Style NAME = new Style(SEMI_BOLD, 15, INK);
    private static final Style INITIALS = new Style(SEMI_BOLD, 12.5f, Color.WHITE, 0.2f);

    private final Sender sender;
    private final Title title;
    private final Document document;
    private final PdfWriter writer;
    private final Rectangle size;

    final float width;
    final float right;

    /** How wide the column of sums is: room for the largest sum that there is. */
    final float sums;

    Sheet sheet;
    float y;

    /**
     * What a paper is.
     *
     * @param kind such as <em>Receipt</em>
     * @param partner whose paper it is, as it is called on it
     * @param id of the thing that it tells of
     */
    record Title(String kind, String number, String partner, String subject, String id, Instant at) {}

    private Paper(Sender sender, Title title, ByteArrayOutputStream bytes) {
        this.sender = sender;
        this.title = title;
        this.size = sender.zone().getId().startsWith("America/") ? PageSize.LETTER : PageSize.A4;
        this.width = size.getWidth() - 2 * MARGIN;
        this.right = size.getWidth() - MARGIN;
        this.sums = width * 0.6f;
        this.document = new Document(size);
        this.writer = PdfWriter.getInstance(document, bytes);
    }

    /** A paper of this title, with whatever {@code words} write on it. */
    static byte[] print(Sender sender, Title title, Consumer<Paper> words) {
        var bytes = new ByteArrayOutputStream();
        var paper = new Paper(sender, title, bytes);
        paper.document.open();
        paper.describe();
        paper.begin();
        words.accept(paper);
        paper.foot();
        paper.document.close();
        return bytes.toByteArray();
    }

    /** Goes on on a new page if less than {@code height} is left on this one; answers whether it did. */
    boolean needs(float height) {
        if (y - height >= MARGIN + 16) {
            return false;
        }
        foot();
        document.newPage();
        begin();
        return true;
    }

    /** Who it is to and from, side by side under their labels. */
    void parties(String labelOfPartner, String labelOfCustomer, String customer) {
        y -= 44;
        var half = width / 2 - 12;
        sheet.left(LABEL, labelOfPartner, MARGIN, y, half);
        sheet.left(LABEL, labelOfCustomer, MARGIN + width / 2, y, half);
        y -= 17;
        var from = sheet.lines(STRONG, title.partner(), half, 3);
        var to = sheet.lines(STRONG, customer, half, 3);
        for (int i = 0; i < from.size(); i++) {
            sheet.left(STRONG, from.get(i), MARGIN, y - 15 * i, half);
        }
        for (int i = 0; i < to.size(); i++) {
            sheet.left(STRONG, to.get(i), MARGIN + width / 2, y - 15 * i, half);
        }
        if (sender.email() != null) {
            sheet.left(BODY, sender.email(), MARGIN, y - 15 * from.size(), half);
        }
        y -= 15 * Math.max(from.size() + 1, to.size());
    }

    /** A labelled value under a hairline. */
    void row(String label, String value) {
        sheet.rule(RULE, MARGIN, y, width);
        y -= 19;
        sheet.left(LABEL, label, MARGIN, y, 120);
        sheet.right(BODY, value, right, y, width - 130);
        y -= 10;
    }

    /** A labelled sum in the column of sums. */
    void sum(String label, Money money) {
        sum(label, Wording.money(money));
    }

    /** A labelled sum in the column of sums, written with its sign. */
    void sum(String label, String money) {
        sheet.left(BODY, label, right - sums, y, sums);
        sheet.right(BODY, money, right, y, sums);
        y -= 20;
    }

    /** The sum on which it comes down, under a line. */
    void total(String label, Money money) {
        y += 6;
        sheet.rule(INK, right - sums, y, sums);
        y -= 24;
        sheet.left(TOTAL, label, right - sums, y, sums);
        sheet.right(TOTAL, Wording.money(money), right, y, sums);
    }

    private void begin() {
        sheet = new Sheet(writer.getDirectContent());
        y = size.getHeight() - MARGIN;
        y -= 34;
        sheet.box(INK, MARGIN, y, 34, 34, 8);
        sheet.centered(INITIALS, Wording.initials(title.partner()), MARGIN + 17, y + 12.5f, 30);
        sheet.left(NAME, title.partner(), MARGIN + 46, y + 11.5f, width - 46 - 130);
        sheet.right(LABEL, title.kind(), right, y + 21, 120);
        sheet.right(STRONG, title.number(), right, y + 5, 120);
        y -= 22;
        sheet.rule(RULE, MARGIN, y, width);
    }

    private void foot() {
        y = MARGIN;
        sheet.rule(RULE, MARGIN, y, width);
        var questions = sender.email() == null ? "" : "Questions? Write to " + sender.email();
        sheet.left(LABEL, questions, MARGIN, y - 20, width * 0.6f);
        sheet.right(LABEL, title.number(), right, y - 20, width * 0.35f);
    }

    private void describe() {
        var at = new PdfDate(GregorianCalendar.from(title.at().atZone(sender.zone())));
        var id = title.id().getBytes(StandardCharsets.US_ASCII);
        var info = writer.getInfo();
        info.put(PdfName.TITLE, unicode(title.kind() + " " + title.number() + " from " + title.partner()));
        info.put(PdfName.AUTHOR, unicode(title.partner()));
        info.put(PdfName.SUBJECT, unicode(title.subject()));
        info.put(PdfName.CREATOR, unicode("Autocharge"));
        info.put(PdfName.CREATIONDATE, at);
        info.put(PdfName.MODDATE, at);
        info.put(PdfName.FILEID, PdfEncryption.createInfoId(id, id));
        writer.getExtraCatalog().put(PdfName.LANG, unicode("en-US"));
        writer.addViewerPreference(PdfName.DISPLAYDOCTITLE, PdfBoolean.PDFTRUE);
    }

    private static PdfString unicode(String text) {
        return new PdfString(text, PdfObject.TEXT_UNICODE);
    }
}
