package io.autocharge.invoice.policy;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.invoice.CreditEvent.CreditRefundRequested;
import io.autocharge.contracts.invoice.CreditEvent.CreditRefunded;
import io.autocharge.contracts.invoice.InvoiceBalance;
import io.autocharge.contracts.invoice.InvoiceEvent;
import io.autocharge.contracts.invoice.InvoiceEvent.DisputedPaymentRestored;
import io.autocharge.contracts.invoice.InvoiceEvent.OverpaymentFound;
import io.autocharge.contracts.invoice.InvoiceEvent.OverpaymentTakenBack;
import io.autocharge.contracts.invoice.InvoiceEvent.PaymentApplied;
import io.autocharge.contracts.invoice.InvoiceEvent.PaymentDisputed;
import io.autocharge.contracts.invoice.InvoiceEvent.PaymentRefunded;
import io.autocharge.contracts.invoice.InvoiceEvent.PaymentTakenBack;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.invoice.PaperNames;
import io.autocharge.contracts.invoice.Receipt;
import io.autocharge.contracts.invoice.Receipt.Kind;
import io.autocharge.contracts.invoice.ReceiptBookCommand.IssueReceipt;
import io.autocharge.contracts.invoice.ReceiptBookId;
import io.autocharge.contracts.invoice.ReceiptId;
import io.autocharge.contracts.invoice.Sums;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.DisputeId;
import io.autocharge.contracts.payment.Method;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.History;
import io.autocharge.runtime.Policy;
import java.time.Instant;
import java.util.Objects;
import org.axonframework.eventhandling.EventHandler;

/**
 * Whenever a payment is applied to an invoice, or given back, taken back, withheld or restored, or a credit is given back, have
 * the partner's receipt book number its receipt. What comes after the payment corrects the receipt of the payment. The paper is
 * about all the money that moved, also that which was or became a credit.
 */
@Policy
public class IssueReceipts {

    private record Subject(PartnerId partner, InvoiceId invoice, CustomerId customer, PaperNames names) {}

    private record Movement(ReceiptId receipt, ChargeId charge, Method method, Money amount, Sums after, Instant at) {}

    private final Commands commands;
    private final History histories;

    IssueReceipts(Commands commands, History histories) {
        this.commands = commands;
        this.histories = histories;
    }

    @EventHandler
    void when(PaymentApplied event) {
        var names = new PaperNames(event.partnerName(), event.customerName(), event.invoiceNumber());
        var receipt = new Receipt(
                receiptOf(event),
                event.invoiceId(),
                names.invoiceNumber(),
                event.chargeId(),
                event.customerId(),
                names.customerName(),
                names.partnerName(),
                event.method(),
                event.amount().plus(excess(event.invoiceId(), event.chargeId(), null, event.amount())),
                event.total(),
                event.outstanding(),
                event.paidAt(),
                Kind.PAYMENT,
                null);
        issue(event.partnerId(), receipt);
    }

    @EventHandler
    void when(PaymentRefunded event) {
        var receipt =
                ReceiptId.derived(event.refundId().value(), event.invoiceId().value());
        correct(
                Kind.REFUND,
                new Subject(event.partnerId(), event.invoiceId(), event.customerId(), event.names()),
                new Movement(
                        receipt,
                        event.chargeId(),
                        event.method(),
                        event.amount()
                                .plus(lost(
                                        event.invoiceId(),
                                        event.chargeId(),
                                        event.refundId().value(),
                                        event.amount())),
                        event.sums(),
                        event.refundedAt()));
    }

    @EventHandler
    void when(PaymentTakenBack event) {
        var receipt =
                ReceiptId.derived(event.chargeId().value(), event.invoiceId().value(), "return");
        correct(
                Kind.RETURN,
                new Subject(event.partnerId(), event.invoiceId(), event.customerId(), event.names()),
                new Movement(
                        receipt,
                        event.chargeId(),
                        event.method(),
                        event.amount()
                                .plus(lost(
                                        event.invoiceId(),
                                        event.chargeId(),
                                        event.chargeId().value(),
                                        event.amount())),
                        event.sums(),
                        event.takenBackAt()));
    }

    @EventHandler
    void when(PaymentDisputed event) {
        var receipt =
                ReceiptId.derived(event.disputeId().value(), event.invoiceId().value(), "opened");
        correct(
                Kind.DISPUTE,
                new Subject(event.partnerId(), event.invoiceId(), event.customerId(), event.names()),
                new Movement(
                        receipt,
                        event.chargeId(),
                        event.method(),
                        event.amount()
                                .plus(lost(
                                        event.invoiceId(),
                                        event.chargeId(),
                                        event.disputeId().value(),
                                        event.amount())),
                        event.sums(),
                        event.disputedAt()));
    }

    @EventHandler
    void when(DisputedPaymentRestored event) {
        var receipt =
                ReceiptId.derived(event.disputeId().value(), event.invoiceId().value(), "won");
        correct(
                Kind.DISPUTE_WON,
                new Subject(event.partnerId(), event.invoiceId(), event.customerId(), event.names()),
                new Movement(
                        receipt,
                        event.chargeId(),
                        event.method(),
                        event.amount()
                                .plus(excess(event.invoiceId(), event.chargeId(), event.disputeId(), event.amount())),
                        event.sums(),
                        event.restoredAt()));
    }

    /** A credit is given back by the charge that brought it; the invoice was not touched by that. */
    @EventHandler
    void when(CreditRefunded event) {
        var asked = histories
                .of(event.creditId(), CreditRefundRequested.class)
                .filter(request -> request.refundId().equals(event.refundId()))
                .findFirst()
                .orElseThrow();
        var payment = payment(asked.invoiceId(), asked.chargeId());
        var names = new PaperNames(payment.partnerName(), payment.customerName(), payment.invoiceNumber());
        var now = histories
                .of(asked.invoiceId(), InvoiceEvent.class)
                .reduce(InvoiceBalance.unknown(), InvoiceBalance::after, (one, other) -> other);
        correct(
                Kind.REFUND,
                new Subject(event.partnerId(), asked.invoiceId(), event.customerId(), names),
                new Movement(
                        ReceiptId.derived(
                                event.refundId().value(), asked.invoiceId().value()),
                        asked.chargeId(),
                        payment.method(),
                        event.amount(),
                        now.sums(),
                        event.refundedAt()));
    }

    private void correct(Kind kind, Subject subject, Movement movement) {
        var receipt = new Receipt(
                movement.receipt(),
                subject.invoice(),
                subject.names().invoiceNumber(),
                movement.charge(),
                subject.customer(),
                subject.names().customerName(),
                subject.names().partnerName(),
                movement.method(),
                movement.amount(),
                movement.after().total(),
                movement.after().outstanding(),
                movement.at(),
                kind,
                receiptOf(payment(subject.invoice(), movement.charge())));
        issue(subject.partner(), receipt);
    }

    private PaymentApplied payment(InvoiceId invoice, ChargeId charge) {
        return histories
                .of(invoice, PaymentApplied.class)
                .filter(applied -> applied.chargeId().equals(charge))
                .findFirst()
                .orElseThrow();
    }

    /** What came in beyond what the invoice took: it was found at the same moment, and the customer has paid it too. */
    private Money excess(InvoiceId invoice, ChargeId charge, DisputeId dispute, Money amount) {
        return histories
                .of(invoice, OverpaymentFound.class)
                .filter(found -> found.chargeId().equals(charge) && Objects.equals(found.disputeId(), dispute))
                .map(OverpaymentFound::excess)
                .reduce(amount.zero(), Money::plus);
    }

    /** What went out of the customer's credit at the same moment. */
    private Money lost(InvoiceId invoice, ChargeId charge, String taker, Money amount) {
        return histories
                .of(invoice, OverpaymentTakenBack.class)
                .filter(lost -> lost.chargeId().equals(charge) && lost.takenBy().equals(taker))
                .map(OverpaymentTakenBack::amount)
                .reduce(amount.zero(), Money::plus);
    }

    private void issue(PartnerId partner, Receipt receipt) {
        commands.send(new IssueReceipt(ReceiptBookId.derived(partner.value()), partner, receipt));
    }

    /** One charge may pay several invoices. The first release knew only charges of one, and named receipts by the charge. */
    private static ReceiptId receiptOf(PaymentApplied payment) {
        var charge = payment.chargeId().value();
        return payment.sums() == null
                ? ReceiptId.derived(charge)
                : ReceiptId.derived(charge, payment.invoiceId().value());
    }
}
