package io.autocharge.notification;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.invoice.Collection;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoiceCreated;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.invoice.LineItem;
import io.autocharge.contracts.invoice.Receipt;
import io.autocharge.contracts.invoice.ReceiptBookEvent.ReceiptIssued;
import io.autocharge.contracts.invoice.ReceiptBookId;
import io.autocharge.contracts.invoice.ReceiptId;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.LinkBookId;
import io.autocharge.contracts.payment.LinkEvent.PaymentLinkIssued;
import io.autocharge.contracts.payment.Method;
import io.autocharge.contracts.payment.PaymentLinkId;
import io.autocharge.notification.domain.Sender;
import io.autocharge.notification.domain.Stationery.Bill;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/** A partner, its customer and a payment, as the tests tell it. */
public final class Samples {

    public static final Instant NOW = Instant.parse("2026-11-23T03:30:00Z");
    public static final PartnerId PARTNER = PartnerId.derived("northwind");
    public static final CustomerId CUSTOMER = CustomerId.derived("contoso");
    public static final InvoiceId INVOICE = InvoiceId.derived("invoice");
    public static final ChargeId CHARGE = ChargeId.derived("charge");
    public static final ReceiptId RECEIPT = ReceiptId.derived("receipt");
    public static final ReceiptBookId BOOK = ReceiptBookId.derived("book");
    public static final Sender NORTHWIND =
            new Sender("Northwind IT", "billing@northwind.example", ZoneId.of("America/New_York"));
    public static final Method VISA = new Method(Method.Kind.CARD, "visa", null, "4242", 12, 2030, null);
    public static final Method BANK =
            new Method(Method.Kind.BANK_ACCOUNT, null, "Chase", "6789", null, null, "checking");
    public static final URI LINK = URI.create("http://127.0.0.1:8080/pay/AZ2bq0nVd6mQ4u1cPpEzHc0t3mYxw8nQJ9fT5sLrKd2");

    private Samples() {}

    /** A link by which the invoice can be paid for ages. */
    public static PaymentLinkIssued link(PartnerId partner, InvoiceId invoice) {
        return new PaymentLinkIssued(
                LinkBookId.of(invoice),
                partner,
                invoice,
                PaymentLinkId.derived(invoice.value()),
                "0".repeat(64),
                Instant.parse("2099-01-01T00:00:00Z"),
                NOW);
    }

    /** Dollars and cents. */
    public static Money usd(long cents) {
        return Money.of(cents, "USD");
    }

    /** The receipt of one payment on an invoice of 100 dollars. */
    public static Receipt receipt(long amount, long outstanding) {
        return new Receipt(
                RECEIPT,
                INVOICE,
                "INV-1001",
                CHARGE,
                CUSTOMER,
                "Contoso Dental Group",
                "Northwind IT",
                VISA,
                usd(amount),
                usd(100_00),
                usd(outstanding),
                NOW,
                null,
                null);
    }

    /** That receipt, numbered. */
    public static ReceiptIssued issued(long amount, long outstanding) {
        return new ReceiptIssued(BOOK, PARTNER, 1, receipt(amount, outstanding), NOW);
    }

    /** The receipt, numbered 2, of what became of the payment of 40 dollars. */
    public static ReceiptIssued corrected(Receipt.Kind kind) {
        var paid = receipt(40_00, kind == Receipt.Kind.DISPUTE_WON ? 60_00 : 100_00);
        var receipt = new Receipt(
                ReceiptId.derived("receipt", kind.label()),
                paid.invoiceId(),
                paid.invoiceNumber(),
                paid.chargeId(),
                paid.customerId(),
                paid.customerName(),
                paid.partnerName(),
                paid.method(),
                paid.amount(),
                paid.invoiceTotal(),
                paid.outstanding(),
                paid.paidAt(),
                kind,
                RECEIPT);
        return new ReceiptIssued(BOOK, PARTNER, 2, receipt, NOW);
    }

    /** The invoice of 100 dollars, as it was created. */
    public static InvoiceCreated created() {
        var bill = bill(100_00);
        return new InvoiceCreated(
                INVOICE,
                PARTNER,
                NORTHWIND.name(),
                CUSTOMER,
                bill.customerName(),
                bill.number(),
                null,
                bill.lineItems(),
                bill.memo(),
                bill.total(),
                bill.dueOn(),
                Collection.later(),
                NOW);
    }

    /** The invoice of 100 dollars. */
    public static Bill bill(long outstanding) {
        return new Bill(
                "INV-1001",
                "Contoso Dental Group",
                List.of(
                        new LineItem("Managed workstations, November", 4, usd(15_00)),
                        new LineItem("Backup and recovery, 500 GB", 1, usd(40_00))),
                "Thank you for your business.",
                usd(100_00),
                usd(outstanding),
                LocalDate.parse("2026-12-22"),
                false);
    }
}
