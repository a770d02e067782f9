package io.autocharge.notification.adapter;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoiceCreated;
import io.autocharge.contracts.invoice.LineItem;
import io.autocharge.contracts.invoice.Receipt;
import io.autocharge.notification.domain.Letter;
import io.autocharge.notification.domain.Letter.Enclosure;
import io.autocharge.notification.domain.ReceiptNumber;
import io.autocharge.notification.domain.Sender;
import io.autocharge.notification.domain.Stationery;
import io.quarkus.qute.Engine;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Letters set by Qute, receipts by {@link PdfReceipt}. */
@Singleton
public class QuteStationery implements Stationery {

    private static final int LINES_SHOWN = 12;

    private final Engine engine;

    public QuteStationery(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Letter confirmation(PaymentReceived news) {
        var receipt = news.receipt();
        var number = ReceiptNumber.written(news.number());
        var amount = Wording.money(receipt.amount());
        var left = Wording.money(receipt.outstanding());
        var open = receipt.outstanding().isPositive();
        var words = words(news.sender(), receipt.partnerName(), news.payLink());
        words.put("amount", amount);
        words.put("left", left);
        words.put("open", open);
        words.put("total", Wording.money(receipt.invoiceTotal()));
        words.put("paid", Wording.money(receipt.invoiceTotal().minus(receipt.outstanding())));
        words.put("percent", percentPaid(receipt.invoiceTotal(), receipt.outstanding()));
        words.put("invoice", receipt.invoiceNumber());
        words.put("customer", receipt.customerName());
        words.put("method", Wording.method(receipt.method()));
        words.put("day", Wording.day(receipt.paidAt(), news.sender().zone()));
        words.put("number", number);
        var subject = "You paid " + amount + " to " + receipt.partnerName() + (open ? " — " + left + " left" : "");
        var paper = new Enclosure(
                "receipt-" + number + ".pdf", "application/pdf", receipt(news.sender(), news.number(), receipt, null));
        return letter("payment-confirmation", news.sender(), subject, words, List.of(paper));
    }

    @Override
    public Letter paymentLink(InvoiceToPay news) {
        var bill = news.bill();
        var words = words(news.sender(), news.sender().name(), news.payLink());
        describe(words, bill);
        words.put("lines", lines(bill.lineItems()));
        words.put("more", Math.max(0, bill.lineItems().size() - LINES_SHOWN));
        words.put("memo", bill.memo() == null ? "" : bill.memo().strip());
        var subject = bill.open()
                ? "Invoice " + bill.number() + " from " + news.sender().name() + ": "
                        + Wording.money(bill.outstanding()) + " due " + Wording.day(bill.dueOn())
                : "Invoice " + bill.number() + " from " + news.sender().name() + ": nothing left to pay";
        return letter("payment-link", news.sender(), subject, words, List.of());
    }

    @Override
    public Letter chargeFailed(PaymentFailed news) {
        var words = words(news.sender(), news.sender().name(), news.payLink());
        describe(words, news.bill());
        words.put("amount", Wording.money(news.amount()));
        words.put("method", Wording.method(news.method()));
        words.put("reason", Wording.reason(news.code()));
        words.put("returned", news.returned());
        words.put("advice", Advice.of(news));
        var subject = "Your payment of " + Wording.money(news.amount()) + " to "
                + news.sender().name() + (news.returned() ? " was returned" : " did not go through");
        return letter("charge-failed", news.sender(), subject, words, List.of());
    }

    @Override
    public Letter moneyBack(MoneyBack news) {
        var receipt = news.receipt();
        var tidings = Tidings.of(receipt);
        var number = ReceiptNumber.written(news.number());
        var left = Wording.money(receipt.outstanding());
        var words = words(news.sender(), receipt.partnerName(), news.payLink());
        words.put("amount", Wording.money(receipt.amount()));
        words.put("kind", tidings.name());
        words.put("headline", tidings.headline.replace("✓  ", ""));
        words.put("opens", tidings.opens());
        words.put("left", left);
        words.put("open", receipt.outstanding().isPositive());
        words.put("total", Wording.money(receipt.invoiceTotal()));
        words.put("paid", Wording.money(receipt.invoiceTotal().minus(receipt.outstanding())));
        words.put("percent", percentPaid(receipt.invoiceTotal(), receipt.outstanding()));
        words.put("invoice", receipt.invoiceNumber());
        words.put("customer", receipt.customerName());
        words.put("method", Wording.method(receipt.method()));
        words.put("day", Wording.day(receipt.paidAt(), news.sender().zone()));
        words.put("number", number);
        words.put("corrects", news.corrects() == null ? "" : ReceiptNumber.written(news.corrects()));
        words.put("paused", news.paused());
        var paper = new Enclosure(
                "receipt-" + number + ".pdf",
                "application/pdf",
                receipt(news.sender(), news.number(), receipt, news.corrects()));
        return letter("money-back", news.sender(), subject(tidings, receipt), words, List.of(paper));
    }

    private static String subject(Tidings tidings, Receipt receipt) {
        var amount = Wording.money(receipt.amount());
        return switch (tidings) {
            case REFUND -> receipt.partnerName() + " refunded " + amount;
            case RETURN -> "Your payment of " + amount + " to " + receipt.partnerName() + " was returned by the bank";
            case DISPUTE -> "Your payment of " + amount + " to " + receipt.partnerName() + " is disputed";
            case PAYMENT, DISPUTE_WON -> "Your payment of " + amount + " to " + receipt.partnerName() + " counts again";
        };
    }

    @Override
    public Letter upcoming(ChargeAhead news) {
        var words = words(news.sender(), news.sender().name(), news.stopLink());
        describe(words, news.bill());
        var amount = Wording.money(news.amount());
        words.put("amount", amount);
        words.put("method", Wording.method(news.method()));
        words.put("day", Wording.day(news.on()));
        var subject = news.sender().name() + " will charge " + amount + " on " + Wording.day(news.on());
        return letter("upcoming-charge", news.sender(), subject, words, List.of());
    }

    @Override
    public Letter reminder(OpenStill news) {
        var bill = news.bill();
        var words = words(news.sender(), news.sender().name(), news.payLink());
        describe(words, bill);
        var when = Wording.dueSince(bill.dueOn(), news.today());
        words.put("when", when);
        words.put("overdue", news.today().isAfter(bill.dueOn()));
        var subject =
                "Reminder: invoice " + bill.number() + " from " + news.sender().name() + " " + when;
        return letter("reminder", news.sender(), subject, words, List.of());
    }

    @Override
    public Letter webhookPaused(WebhookStopped news) {
        var words = toPartner(news.sender());
        words.put("customer", "");
        words.put("url", news.url());
        words.put("gone", news.gone());
        words.put("day", Wording.day(news.at(), news.sender().zone()));
        return letter("webhook-paused", us(news.sender()), "Your webhook endpoint was paused", words, List.of());
    }

    @Override
    public Letter linksLocked(LinksLocked news) {
        var words = toPartner(news.sender());
        describe(words, news.bill());
        words.put("declines", news.declines());
        words.put("day", Wording.day(news.at(), news.sender().zone()));
        var subject = "The payment link of invoice " + news.bill().number() + " was locked";
        return letter("payment-links-locked", us(news.sender()), subject, words, List.of());
    }

    private static Map<String, Object> toPartner(Sender partner) {
        var words = new HashMap<String, Object>();
        words.put("partner", partner.name());
        words.put("initials", Wording.initials(partner.name()));
        words.put("email", "");
        return words;
    }

    /** Letters to a partner come from nobody's customer or seller. */
    private static Sender us(Sender partner) {
        return new Sender("Autocharge", null, partner.zone());
    }

    @Override
    public Letter signIn(WayIn news) {
        var words = words(news.sender(), news.sender().name(), news.link());
        words.put("customer", news.name());
        var subject = "Sign in to your invoices from " + news.sender().name();
        return letter("sign-in", news.sender(), subject, words, List.of());
    }

    @Override
    public Letter staffLink(StaffWayIn news) {
        var partner = news.partner().name();
        var words = words(new Sender("Autocharge", null, news.partner().zone()), partner, news.link());
        words.put("customer", "");
        words.put("name", news.name());
        words.put("joins", news.joins());
        var subject = news.joins() ? "Join " + partner + " on Autocharge" : "Choose another passphrase for " + partner;
        return letter(
                "staff-link", new Sender("Autocharge", null, news.partner().zone()), subject, words, List.of());
    }

    @Override
    public byte[] receipt(Sender sender, long number, Receipt receipt, Long corrects) {
        return new PdfReceipt(sender, number, receipt, corrects).print();
    }

    @Override
    public byte[] invoice(Sender sender, InvoiceCreated invoice, Money outstanding) {
        return new PdfInvoice(sender, invoice, outstanding).print();
    }

    private static Map<String, Object> words(Sender sender, String partner, URI payLink) {
        var words = new HashMap<String, Object>();
        words.put("partner", partner);
        words.put("initials", Wording.initials(partner));
        words.put("email", sender.email() == null ? "" : sender.email());
        words.put("link", payLink == null ? "" : payLink.toString());
        return words;
    }

    private static void describe(Map<String, Object> words, Stationery.Bill bill) {
        words.put("invoice", bill.number());
        words.put("customer", bill.customerName());
        words.put("open", bill.open());
        words.put("archived", bill.archived());
        words.put("left", Wording.money(bill.outstanding()));
        words.put("total", Wording.money(bill.total()));
        words.put("paid", Wording.money(bill.total().minus(bill.outstanding())));
        words.put("partly", bill.total().exceeds(bill.outstanding()));
        words.put("percent", percentPaid(bill.total(), bill.outstanding()));
        words.put("due", Wording.day(bill.dueOn()));
    }

    private static List<Map<String, String>> lines(List<LineItem> items) {
        return items.stream()
                .limit(LINES_SHOWN)
                .map(item -> Map.of(
                        "description", item.description(),
                        "count", item.quantity() == 1 ? "" : item.quantity() + " × " + Wording.money(item.unitPrice()),
                        "total", Wording.money(item.total())))
                .toList();
    }

    /** Between 1 and 99 as long as something is paid and something is left, so that the bar shows both. */
    private static int percentPaid(Money total, Money outstanding) {
        var paid = total.minus(outstanding).amount();
        if (paid == 0 || outstanding.isZero()) {
            return paid == 0 ? 0 : 100;
        }
        return (int) Math.min(99, Math.max(1, paid * 100 / total.amount()));
    }

    private Letter letter(
            String template, Sender sender, String subject, Map<String, Object> words, List<Enclosure> enclosures) {
        words.put("subject", subject);
        return new Letter(
                sender,
                subject,
                engine.getTemplate(template + ".html").render(words),
                engine.getTemplate(template + ".txt").render(words),
                enclosures);
    }
}
