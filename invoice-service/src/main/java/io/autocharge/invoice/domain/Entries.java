package io.autocharge.invoice.domain;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.invoice.InvoiceCommand.RecordCredit;
import io.autocharge.contracts.invoice.InvoiceCommand.RecordDispute;
import io.autocharge.contracts.invoice.InvoiceCommand.RecordDisputeWon;
import io.autocharge.contracts.invoice.InvoiceCommand.RecordPayment;
import io.autocharge.contracts.invoice.InvoiceCommand.RecordRefund;
import io.autocharge.contracts.invoice.InvoiceCommand.RecordReturn;
import io.autocharge.contracts.invoice.InvoiceCommand.WriteOffBalance;
import io.autocharge.contracts.invoice.InvoiceEvent.BalanceWrittenOff;
import io.autocharge.contracts.invoice.InvoiceEvent.CreditApplied;
import io.autocharge.contracts.invoice.InvoiceEvent.CreditTurnedAway;
import io.autocharge.contracts.invoice.InvoiceEvent.DisputedPaymentRestored;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoiceCreated;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoicePaid;
import io.autocharge.contracts.invoice.InvoiceEvent.OverpaymentFound;
import io.autocharge.contracts.invoice.InvoiceEvent.OverpaymentTakenBack;
import io.autocharge.contracts.invoice.InvoiceEvent.PaymentApplied;
import io.autocharge.contracts.invoice.InvoiceEvent.PaymentDisputed;
import io.autocharge.contracts.invoice.InvoiceEvent.PaymentRefunded;
import io.autocharge.contracts.invoice.InvoiceEvent.PaymentTakenBack;
import io.autocharge.contracts.invoice.PaperNames;
import io.autocharge.contracts.invoice.Sums;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.DisputeId;
import io.autocharge.contracts.payment.Method;
import java.time.Instant;

/** Writes down what happens to the money of an invoice, with the names and the result that each entry has to carry. */
final class Entries {

    private final InvoiceCreated terms;
    private final PaperNames names;

    Entries(InvoiceCreated terms) {
        this.terms = terms;
        names = new PaperNames(terms.partnerName(), terms.customerName(), terms.number());
    }

    PaymentApplied applied(RecordPayment fact, Money amount, Sums after) {
        return new PaymentApplied(
                terms.invoiceId(),
                terms.partnerId(),
                terms.partnerName(),
                terms.customerId(),
                terms.customerName(),
                terms.number(),
                fact.chargeId(),
                amount,
                after.total(),
                after.captured(),
                after.outstanding(),
                fact.method(),
                fact.paidAt(),
                after);
    }

    OverpaymentFound overpaid(ChargeId charge, Money excess, DisputeId dispute) {
        return new OverpaymentFound(terms.invoiceId(), terms.partnerId(), terms.customerId(), charge, excess, dispute);
    }

    OverpaymentTakenBack lost(ChargeId charge, String taker, Payment.Loss loss, Instant at) {
        return new OverpaymentTakenBack(
                terms.invoiceId(),
                terms.partnerId(),
                terms.customerId(),
                charge,
                taker,
                loss.amount(),
                loss.takenBack(),
                at,
                loss.disputeId());
    }

    PaymentRefunded refunded(RecordRefund fact, Money amount, Sums after, Method method) {
        return new PaymentRefunded(
                terms.invoiceId(),
                terms.partnerId(),
                terms.customerId(),
                names,
                fact.chargeId(),
                fact.refundId(),
                amount,
                after,
                method,
                fact.refundedAt());
    }

    PaymentTakenBack returned(RecordReturn fact, Money amount, Sums after, Method method) {
        return new PaymentTakenBack(
                terms.invoiceId(),
                terms.partnerId(),
                terms.customerId(),
                names,
                fact.chargeId(),
                amount,
                after,
                method,
                fact.code(),
                fact.returnedAt());
    }

    PaymentDisputed disputed(RecordDispute fact, Money amount, Sums after, Method method) {
        return new PaymentDisputed(
                terms.invoiceId(),
                terms.partnerId(),
                terms.customerId(),
                names,
                fact.chargeId(),
                fact.disputeId(),
                amount,
                after,
                method,
                fact.reason(),
                fact.openedAt());
    }

    DisputedPaymentRestored restored(RecordDisputeWon fact, Money amount, Sums after, Method method) {
        return new DisputedPaymentRestored(
                terms.invoiceId(),
                terms.partnerId(),
                terms.customerId(),
                names,
                fact.chargeId(),
                fact.disputeId(),
                amount,
                after,
                method,
                fact.wonAt());
    }

    CreditApplied credited(RecordCredit fact, Money amount, Sums after, Instant at) {
        return new CreditApplied(
                terms.invoiceId(),
                terms.partnerId(),
                terms.customerId(),
                fact.creditId(),
                fact.creditUseId(),
                amount,
                after,
                at);
    }

    CreditTurnedAway turnedAway(RecordCredit fact, Money amount) {
        return new CreditTurnedAway(terms.invoiceId(), terms.partnerId(), fact.creditId(), fact.creditUseId(), amount);
    }

    BalanceWrittenOff writtenOff(WriteOffBalance command, Money amount, Sums after, Instant at) {
        return new BalanceWrittenOff(
                terms.invoiceId(),
                terms.partnerId(),
                terms.customerId(),
                amount,
                after,
                command.reason(),
                at,
                command.requestId());
    }

    InvoicePaid paid(Instant at) {
        return new InvoicePaid(terms.invoiceId(), terms.partnerId(), terms.customerId(), terms.total(), at);
    }
}
