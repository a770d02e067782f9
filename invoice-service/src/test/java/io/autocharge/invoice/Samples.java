package io.autocharge.invoice;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.invoice.Collection;
import io.autocharge.contracts.invoice.InvoiceCommand.RecordPayment;
import io.autocharge.contracts.invoice.InvoiceEvent.BalanceReserved;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoiceCreated;
import io.autocharge.contracts.invoice.InvoiceEvent.PaymentApplied;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.invoice.LineItem;
import io.autocharge.contracts.invoice.PaperNames;
import io.autocharge.contracts.invoice.Sums;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.Method;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** An invoice over 100.00 USD, those that it is between, and what happens to it. */
public final class Samples {

    public static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    public static final LocalDate DUE = LocalDate.parse("2026-04-01");
    public static final PartnerId PARTNER = PartnerId.derived("partner");
    public static final CustomerId CUSTOMER = CustomerId.derived("customer");
    public static final InvoiceId INVOICE = InvoiceId.derived("invoice");
    public static final ChargeId CHARGE = ChargeId.derived("first");
    public static final ChargeId OTHER = ChargeId.derived("second");
    public static final Method VISA = new Method(Method.Kind.CARD, "visa", null, "4242", 12, 2030, null);
    public static final PaperNames NAMES = new PaperNames("Northwind IT", "Acme Bakery", "INV-1");

    private Samples() {}

    public static Money usd(long cents) {
        return Money.of(cents, "USD");
    }

    public static InvoiceCreated created() {
        return created(INVOICE, CUSTOMER, 10_000);
    }

    public static InvoiceCreated created(InvoiceId invoice, CustomerId customer, long cents) {
        return new InvoiceCreated(
                invoice,
                PARTNER,
                NAMES.partnerName(),
                customer,
                NAMES.customerName(),
                NAMES.invoiceNumber(),
                null,
                List.of(new LineItem("Managed laptops", 1, usd(cents))),
                null,
                usd(cents),
                DUE,
                Collection.later(),
                NOW);
    }

    /** An invoice on which nothing has been paid yet. */
    public static Sums unpaid() {
        return Sums.of(usd(10_000));
    }

    public static BalanceReserved reserved(ChargeId charge, long cents) {
        return new BalanceReserved(INVOICE, PARTNER, charge, usd(cents), usd(10_000 - cents), NOW, null);
    }

    public static RecordPayment paid(ChargeId charge, long cents) {
        return new RecordPayment(INVOICE, PARTNER, charge, usd(cents), VISA, NOW);
    }

    /** So much was applied, and the invoice then stood at {@code after}. */
    public static PaymentApplied applied(ChargeId charge, long cents, Sums after) {
        return new PaymentApplied(
                INVOICE,
                PARTNER,
                NAMES.partnerName(),
                CUSTOMER,
                NAMES.customerName(),
                NAMES.invoiceNumber(),
                charge,
                usd(cents),
                after.total(),
                after.captured(),
                after.outstanding(),
                VISA,
                NOW,
                after);
    }

    /** As {@link #applied(ChargeId, long, Sums)}, in the words of the first release, which knew no other sums. */
    public static PaymentApplied appliedOfOld(ChargeId charge, long cents, Sums after) {
        return new PaymentApplied(
                INVOICE,
                PARTNER,
                NAMES.partnerName(),
                CUSTOMER,
                NAMES.customerName(),
                NAMES.invoiceNumber(),
                charge,
                usd(cents),
                after.total(),
                after.captured(),
                after.outstanding(),
                VISA,
                NOW,
                null);
    }
}
