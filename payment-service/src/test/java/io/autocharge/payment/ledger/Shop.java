package io.autocharge.payment.ledger;

import io.autocharge.contracts.Event;
import io.autocharge.contracts.Money;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.invoice.Collection;
import io.autocharge.contracts.invoice.CreditEvent.CreditGranted;
import io.autocharge.contracts.invoice.CreditEvent.CreditRefundRequested;
import io.autocharge.contracts.invoice.CreditEvent.CreditRestored;
import io.autocharge.contracts.invoice.CreditEvent.CreditSpent;
import io.autocharge.contracts.invoice.CreditEvent.CreditTakenBack;
import io.autocharge.contracts.invoice.CreditId;
import io.autocharge.contracts.invoice.CreditUseId;
import io.autocharge.contracts.invoice.InvoiceEvent.BalanceReleased;
import io.autocharge.contracts.invoice.InvoiceEvent.BalanceReserved;
import io.autocharge.contracts.invoice.InvoiceEvent.BalanceWrittenOff;
import io.autocharge.contracts.invoice.InvoiceEvent.CreditApplied;
import io.autocharge.contracts.invoice.InvoiceEvent.DisputedPaymentRestored;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoiceCreated;
import io.autocharge.contracts.invoice.InvoiceEvent.PaymentApplied;
import io.autocharge.contracts.invoice.InvoiceEvent.PaymentDisputed;
import io.autocharge.contracts.invoice.InvoiceEvent.PaymentRefunded;
import io.autocharge.contracts.invoice.InvoiceEvent.PaymentTakenBack;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.invoice.LineItem;
import io.autocharge.contracts.invoice.PaperNames;
import io.autocharge.contracts.invoice.Sums;
import io.autocharge.contracts.payment.ChargeEvent.ChargeDeclined;
import io.autocharge.contracts.payment.ChargeEvent.ChargeOutcomeUnknown;
import io.autocharge.contracts.payment.ChargeEvent.ChargeSubmitted;
import io.autocharge.contracts.payment.ChargeEvent.DisputeLost;
import io.autocharge.contracts.payment.ChargeEvent.DisputeOpened;
import io.autocharge.contracts.payment.ChargeEvent.DisputeWon;
import io.autocharge.contracts.payment.ChargeEvent.LatePaymentFound;
import io.autocharge.contracts.payment.ChargeEvent.LatePaymentResolved;
import io.autocharge.contracts.payment.ChargeEvent.PaymentCaptured;
import io.autocharge.contracts.payment.ChargeEvent.RefundRequested;
import io.autocharge.contracts.payment.ChargeEvent.RefundSucceeded;
import io.autocharge.contracts.payment.ChargeEvent.SettledPaymentReturned;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.DisputeId;
import io.autocharge.contracts.payment.LatePaymentResolution;
import io.autocharge.contracts.payment.Method;
import io.autocharge.contracts.payment.PaymentMethodId;
import io.autocharge.contracts.payment.RefundId;
import io.autocharge.contracts.payment.RefundPurpose;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** The words in which tests of the books speak: events of one partner, with only what matters said. */
public final class Shop {

    public static final Instant NOW = Instant.parse("2026-03-02T15:00:00Z");
    public static final PartnerId PARTNER = PartnerId.derived("partner");
    public static final CustomerId CUSTOMER = CustomerId.derived("customer");
    public static final InvoiceId INVOICE = InvoiceId.derived("invoice");
    public static final ChargeId CHARGE = ChargeId.derived("charge");
    public static final CreditId CREDIT = CreditId.derived("credit");
    public static final CreditUseId USE = CreditUseId.derived("use");
    public static final RefundId REFUND = RefundId.derived("refund");
    public static final DisputeId DISPUTE = DisputeId.derived("dispute");
    public static final PaymentMethodId CARD = PaymentMethodId.derived("card");
    public static final Method VISA = new Method(Method.Kind.CARD, "visa", null, "4242", 12, 2030, null);

    private static final PaperNames NAMES = new PaperNames("Nordlicht", "Fabrikam", "INV-1");

    private Shop() {}

    public static Money usd(long cents) {
        return Money.of(cents, "USD");
    }

    public static InvoiceCreated created(InvoiceId invoice, Money total) {
        return new InvoiceCreated(
                invoice,
                PARTNER,
                "Nordlicht",
                CUSTOMER,
                "Fabrikam",
                "INV-1",
                null,
                List.of(new LineItem("Backup", 1, total)),
                null,
                total,
                LocalDate.parse("2026-03-10"),
                Collection.later(),
                NOW);
    }

    public static BalanceReserved reserved(InvoiceId invoice, ChargeId charge, Money amount, Money remaining) {
        return new BalanceReserved(invoice, PARTNER, charge, amount, remaining, NOW, null);
    }

    public static BalanceReleased released(InvoiceId invoice, ChargeId charge, Money amount, Money outstanding) {
        return new BalanceReleased(invoice, PARTNER, charge, amount, outstanding, "declined");
    }

    public static ChargeSubmitted submitted(InvoiceId invoice, ChargeId charge, Money amount, Money remaining) {
        return new ChargeSubmitted(charge, PARTNER, CUSTOMER, invoice, amount, remaining, CARD, VISA, NOW, null);
    }

    public static PaymentCaptured captured(InvoiceId invoice, ChargeId charge, Money amount, Money fee) {
        return new PaymentCaptured(charge, PARTNER, CUSTOMER, invoice, amount, VISA, "ch_" + charge, NOW, fee);
    }

    public static ChargeDeclined declined(InvoiceId invoice, ChargeId charge, Money amount) {
        return new ChargeDeclined(charge, PARTNER, CUSTOMER, invoice, amount, VISA, "card_declined", NOW, null, null);
    }

    public static ChargeOutcomeUnknown unknown(InvoiceId invoice, ChargeId charge, Money amount) {
        return new ChargeOutcomeUnknown(charge, PARTNER, CUSTOMER, invoice, amount, NOW);
    }

    public static PaymentApplied applied(InvoiceId invoice, ChargeId charge, Money amount, Sums after) {
        return new PaymentApplied(
                invoice,
                PARTNER,
                "Nordlicht",
                CUSTOMER,
                "Fabrikam",
                "INV-1",
                charge,
                amount,
                after.total(),
                after.captured(),
                after.outstanding(),
                VISA,
                NOW,
                after);
    }

    public static RefundRequested refundRequested(
            InvoiceId invoice, ChargeId charge, RefundId refund, Money amount, RefundPurpose purpose) {
        return new RefundRequested(
                charge, PARTNER, CUSTOMER, invoice, refund, amount, purpose, null, "ch_" + charge, NOW);
    }

    public static RefundSucceeded refundSucceeded(
            InvoiceId invoice, ChargeId charge, RefundId refund, Money amount, Money soFar, RefundPurpose purpose) {
        return new RefundSucceeded(
                charge, PARTNER, CUSTOMER, invoice, refund, amount, soFar, purpose, VISA, "re_" + refund, NOW);
    }

    public static PaymentRefunded refunded(
            InvoiceId invoice, ChargeId charge, RefundId refund, Money amount, Sums after) {
        return new PaymentRefunded(invoice, PARTNER, CUSTOMER, NAMES, charge, refund, amount, after, VISA, NOW);
    }

    public static SettledPaymentReturned returned(InvoiceId invoice, ChargeId charge, Money amount) {
        return new SettledPaymentReturned(charge, PARTNER, CUSTOMER, invoice, amount, VISA, "R10", NOW, null);
    }

    public static PaymentTakenBack takenBack(InvoiceId invoice, ChargeId charge, Money amount, Sums after) {
        return new PaymentTakenBack(invoice, PARTNER, CUSTOMER, NAMES, charge, amount, after, VISA, "R10", NOW);
    }

    public static DisputeOpened disputeOpened(InvoiceId invoice, ChargeId charge, DisputeId dispute, Money amount) {
        return new DisputeOpened(charge, PARTNER, CUSTOMER, invoice, dispute, amount, VISA, "fraudulent", NOW);
    }

    public static DisputeWon disputeWon(InvoiceId invoice, ChargeId charge, DisputeId dispute, Money amount) {
        return new DisputeWon(charge, PARTNER, CUSTOMER, invoice, dispute, amount, VISA, NOW);
    }

    public static DisputeLost disputeLost(InvoiceId invoice, ChargeId charge, DisputeId dispute, Money amount) {
        return new DisputeLost(charge, PARTNER, CUSTOMER, invoice, dispute, amount, VISA, NOW);
    }

    public static PaymentDisputed disputed(
            InvoiceId invoice, ChargeId charge, DisputeId dispute, Money amount, Sums after) {
        return new PaymentDisputed(
                invoice, PARTNER, CUSTOMER, NAMES, charge, dispute, amount, after, VISA, "fraudulent", NOW);
    }

    public static DisputedPaymentRestored restored(
            InvoiceId invoice, ChargeId charge, DisputeId dispute, Money amount, Sums after) {
        return new DisputedPaymentRestored(
                invoice, PARTNER, CUSTOMER, NAMES, charge, dispute, amount, after, VISA, NOW);
    }

    public static CreditGranted granted(CreditId credit, InvoiceId invoice, ChargeId charge, Money amount) {
        return new CreditGranted(credit, PARTNER, CUSTOMER, invoice, charge, amount, NOW);
    }

    public static CreditSpent spent(CreditId credit, CreditUseId use, InvoiceId invoice, Money amount, Money left) {
        return new CreditSpent(credit, PARTNER, CUSTOMER, use, invoice, amount, left, NOW);
    }

    public static CreditApplied creditApplied(
            InvoiceId invoice, CreditId credit, CreditUseId use, Money amount, Sums after) {
        return new CreditApplied(invoice, PARTNER, CUSTOMER, credit, use, amount, after, NOW);
    }

    public static CreditRestored creditRestored(CreditId credit, Money amount, Money left) {
        return new CreditRestored(credit, PARTNER, CUSTOMER, amount, left, NOW);
    }

    public static CreditRefundRequested creditRefund(
            CreditId credit, InvoiceId invoice, ChargeId charge, RefundId refund, Money amount, Money left) {
        return new CreditRefundRequested(credit, PARTNER, CUSTOMER, invoice, charge, refund, amount, left, NOW);
    }

    public static CreditTakenBack creditTakenBack(
            CreditId credit, ChargeId charge, Money amount, Money shortfall, Money left) {
        return new CreditTakenBack(credit, PARTNER, CUSTOMER, charge, amount, shortfall, left, NOW);
    }

    public static BalanceWrittenOff writtenOff(InvoiceId invoice, Money amount, Sums after) {
        return new BalanceWrittenOff(invoice, PARTNER, CUSTOMER, amount, after, "bankrupt", NOW);
    }

    public static LatePaymentFound late(InvoiceId invoice, ChargeId charge, Money amount) {
        return new LatePaymentFound(charge, PARTNER, CUSTOMER, invoice, amount, VISA, "ch_late", NOW);
    }

    public static LatePaymentResolved resolved(
            InvoiceId invoice, ChargeId charge, Money amount, LatePaymentResolution resolution) {
        return new LatePaymentResolved(charge, PARTNER, CUSTOMER, invoice, amount, resolution, NOW);
    }

    /** The accounts after these events. */
    public static Balances books(Event... events) {
        var books = new Balances();
        for (var event : events) {
            Bookkeeping.entry(event).ifPresent(entry -> books.post(entry.postings()));
        }
        return books;
    }
}
