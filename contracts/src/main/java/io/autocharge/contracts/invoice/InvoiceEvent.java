package io.autocharge.contracts.invoice;

import io.autocharge.contracts.Event;
import io.autocharge.contracts.Id;
import io.autocharge.contracts.MayBeAbsent;
import io.autocharge.contracts.Money;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.DisputeId;
import io.autocharge.contracts.payment.Method;
import io.autocharge.contracts.payment.RefundId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** The life of an invoice, as published on {@code invoice.events}. Each event carries the result, not only the change. */
public sealed interface InvoiceEvent extends Event {

    /** The invoice that it happened to. */
    InvoiceId invoiceId();

    @Override
    default Id subject() {
        return invoiceId();
    }

    /**
     * A customer owes a partner {@code total}, due at the partner's cut-off hour of {@code dueOn} in its time zone. The
     * names are those that stand on the paper, whatever the companies are called later.
     */
    record InvoiceCreated(
            InvoiceId invoiceId,
            PartnerId partnerId,
            String partnerName,
            CustomerId customerId,
            String customerName,
            String number,
            @MayBeAbsent String externalId,
            List<LineItem> lineItems,
            @MayBeAbsent String memo,
            Money total,
            LocalDate dueOn,
            Collection collection,
            Instant createdAt)
            implements InvoiceEvent {}

    /** The payment link is to be mailed to the customer. */
    record PaymentLinkRequested(InvoiceId invoiceId, PartnerId partnerId, CustomerId customerId, Instant requestedAt)
            implements InvoiceEvent {}

    /** A charge holds the one reservation: it may collect {@code amount}, which would leave {@code remaining} open. */
    record BalanceReserved(
            InvoiceId invoiceId,
            PartnerId partnerId,
            ChargeId chargeId,
            Money amount,
            Money remaining,
            Instant reservedAt,
            @MayBeAbsent Integer round)
            implements InvoiceEvent {}

    /**
     * A charge may not collect; {@code reason} is the name of an {@link InvoiceRefusal}. After {@code PAYMENT_IN_FLIGHT}
     * it may ask again in a later round; any other answer is final.
     */
    record BalanceRefused(
            InvoiceId invoiceId,
            PartnerId partnerId,
            ChargeId chargeId,
            String reason,
            Money outstanding,
            @MayBeAbsent Integer round)
            implements InvoiceEvent {}

    /** A charge gave the reservation back without having moved money. */
    record BalanceReleased(
            InvoiceId invoiceId, PartnerId partnerId, ChargeId chargeId, Money amount, Money outstanding, String reason)
            implements InvoiceEvent {}

    /** A payment lowered what is outstanding; {@code captured} is the sum of all payments so far. */
    record PaymentApplied(
            InvoiceId invoiceId,
            PartnerId partnerId,
            String partnerName,
            CustomerId customerId,
            String customerName,
            String invoiceNumber,
            ChargeId chargeId,
            Money amount,
            Money total,
            Money captured,
            Money outstanding,
            Method method,
            Instant paidAt,
            @MayBeAbsent Sums sums)
            implements InvoiceEvent {}

    /**
     * A payment was larger than what was outstanding: {@code excess} belongs to the customer.
     *
     * @param disputeId the won dispute by which the payment came back; absent if the payment was new
     */
    record OverpaymentFound(
            InvoiceId invoiceId,
            PartnerId partnerId,
            CustomerId customerId,
            ChargeId chargeId,
            Money excess,
            @MayBeAbsent DisputeId disputeId)
            implements InvoiceEvent {}

    /**
     * More of a charge was given or taken back than the invoice had applied of it: {@code amount} of an overpayment is gone
     * from the customer's credit.
     *
     * @param takenBy the refund or the dispute that took it; the charge itself, if a bank returned it
     * @param takenBack the sum of all that was taken back of this overpayment so far
     * @param disputeId the won dispute by which the overpayment had come; absent if it came with the payment
     */
    record OverpaymentTakenBack(
            InvoiceId invoiceId,
            PartnerId partnerId,
            CustomerId customerId,
            ChargeId chargeId,
            String takenBy,
            Money amount,
            Money takenBack,
            Instant takenBackAt,
            @MayBeAbsent DisputeId disputeId)
            implements InvoiceEvent {}

    /** A payment, or a part of it, was given back: so much is open again. */
    record PaymentRefunded(
            InvoiceId invoiceId,
            PartnerId partnerId,
            CustomerId customerId,
            PaperNames names,
            ChargeId chargeId,
            RefundId refundId,
            Money amount,
            Sums sums,
            Method method,
            Instant refundedAt)
            implements InvoiceEvent {}

    /** A bank took a settled payment back, up to 60 days later: so much is open again. {@code code} is Nacha's. */
    record PaymentTakenBack(
            InvoiceId invoiceId,
            PartnerId partnerId,
            CustomerId customerId,
            PaperNames names,
            ChargeId chargeId,
            Money amount,
            Sums sums,
            Method method,
            String code,
            Instant takenBackAt)
            implements InvoiceEvent {}

    /** The customer's bank withholds a payment until its dispute is decided: so much is open again. */
    record PaymentDisputed(
            InvoiceId invoiceId,
            PartnerId partnerId,
            CustomerId customerId,
            PaperNames names,
            ChargeId chargeId,
            DisputeId disputeId,
            Money amount,
            Sums sums,
            Method method,
            String reason,
            Instant disputedAt)
            implements InvoiceEvent {}

    /** A dispute was won, and the payment counts again. What it exceeds the open balance by is an overpayment. */
    record DisputedPaymentRestored(
            InvoiceId invoiceId,
            PartnerId partnerId,
            CustomerId customerId,
            PaperNames names,
            ChargeId chargeId,
            DisputeId disputeId,
            Money amount,
            Sums sums,
            Method method,
            Instant restoredAt)
            implements InvoiceEvent {}

    /** A credit of the customer lowered what is outstanding. */
    record CreditApplied(
            InvoiceId invoiceId,
            PartnerId partnerId,
            CustomerId customerId,
            CreditId creditId,
            CreditUseId creditUseId,
            Money amount,
            Sums sums,
            Instant appliedAt)
            implements InvoiceEvent {}

    /** The invoice could not take so much of a credit: {@code amount} goes back to it. */
    record CreditTurnedAway(
            InvoiceId invoiceId, PartnerId partnerId, CreditId creditId, CreditUseId creditUseId, Money amount)
            implements InvoiceEvent {}

    /** The partner gave up so much of what was outstanding; {@code requestId} is what it called the request. */
    record BalanceWrittenOff(
            InvoiceId invoiceId,
            PartnerId partnerId,
            CustomerId customerId,
            Money amount,
            Sums sums,
            String reason,
            Instant writtenOffAt,
            @MayBeAbsent String requestId)
            implements InvoiceEvent {

        public BalanceWrittenOff(
                InvoiceId invoiceId,
                PartnerId partnerId,
                CustomerId customerId,
                Money amount,
                Sums sums,
                String reason,
                Instant writtenOffAt) {
            this(invoiceId, partnerId, customerId, amount, sums, reason, writtenOffAt, null);
        }
    }

    /** Nothing is outstanding any more. */
    record InvoicePaid(InvoiceId invoiceId, PartnerId partnerId, CustomerId customerId, Money total, Instant paidAt)
            implements InvoiceEvent {}

    /** The invoice was put away unpaid and can no longer be charged. */
    record InvoiceArchived(InvoiceId invoiceId, PartnerId partnerId, CustomerId customerId, Instant archivedAt)
            implements InvoiceEvent {}
}
