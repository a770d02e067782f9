package io.autocharge.notification.adapter;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.invoice.Receipt;

/** The words for what a receipt is the paper for. */
enum Tidings {
    PAYMENT(
            "Receipt",
            "✓  Payment received",
            "Payment of ",
            "This payment",
            "",
            "Paid to",
            "Paid by",
            "Payment method"),
    REFUND("Refund", "Payment refunded", "Refund of ", "This refund", "−", "Refunded by", "Refunded to", "Refunded to"),
    RETURN(
            "Returned payment",
            "Payment returned by the bank",
            "Return of ",
            "Returned",
            "−",
            "Owed to",
            "Owed by",
            "Payment method"),
    DISPUTE(
            "Disputed payment",
            "Payment withheld: disputed",
            "Dispute of ",
            "Withheld",
            "−",
            "Owed to",
            "Owed by",
            "Payment method"),
    DISPUTE_WON(
            "Restored payment",
            "✓  Dispute closed: the payment counts again",
            "Restored payment of ",
            "Restored",
            "",
            "Paid to",
            "Paid by",
            "Payment method");

    final String title;
    final String headline;
    final String subject;
    final String line;
    final String sign;
    final String partner;
    final String customer;
    final String method;

    Tidings(
            String title,
            String headline,
            String subject,
            String line,
            String sign,
            String partner,
            String customer,
            String method) {
        this.title = title;
        this.headline = headline;
        this.subject = subject;
        this.line = line;
        this.sign = sign;
        this.partner = partner;
        this.customer = customer;
        this.method = method;
    }

    static Tidings of(Receipt receipt) {
        return receipt.kind() == null ? PAYMENT : valueOf(receipt.kind().name());
    }

    /** Whether money went back, so that more is open than before. */
    boolean opens() {
        return !sign.isEmpty();
    }

    /** The amount with its sign: {@code −$40.00} for what was given or taken back. */
    String amount(Receipt receipt) {
        return sign + Wording.money(receipt.amount());
    }

    /** What was settled on the invoice before this. */
    Money before(Receipt receipt) {
        var settled = receipt.invoiceTotal().minus(receipt.outstanding());
        return opens()
                ? settled.plus(receipt.amount()).atMost(receipt.invoiceTotal())
                : settled.minus(receipt.amount().atMost(settled));
    }
}
