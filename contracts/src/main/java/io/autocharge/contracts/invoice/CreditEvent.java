package io.autocharge.contracts.invoice;

import io.autocharge.contracts.Event;
import io.autocharge.contracts.Id;
import io.autocharge.contracts.MayBeAbsent;
import io.autocharge.contracts.Money;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.RefundId;
import java.time.Instant;

/** The life of a credit, as published on {@code invoice.events}. Each event says what is left. */
public sealed interface CreditEvent extends Event {

    /** The credit that it happened to. */
    CreditId creditId();

    /** Whose money it is. */
    CustomerId customerId();

    @Override
    default Id subject() {
        return creditId();
    }

    /** A customer has paid more than it owed: {@code amount} is kept for it. */
    record CreditGranted(
            CreditId creditId,
            PartnerId partnerId,
            CustomerId customerId,
            InvoiceId invoiceId,
            ChargeId chargeId,
            Money amount,
            Instant grantedAt)
            implements CreditEvent {}

    /** So much of the credit is to pay an invoice. */
    record CreditSpent(
            CreditId creditId,
            PartnerId partnerId,
            CustomerId customerId,
            CreditUseId creditUseId,
            InvoiceId invoiceId,
            Money amount,
            Money remaining,
            Instant spentAt)
            implements CreditEvent {}

    /**
     * So much of a use, or of a refund that failed, came back to the credit.
     *
     * @param creditUseId the use of which the invoice could not take so much, if that is why
     * @param refundId the refund that failed, if that is why
     */
    record CreditRestored(
            CreditId creditId,
            PartnerId partnerId,
            CustomerId customerId,
            Money amount,
            Money remaining,
            Instant restoredAt,
            @MayBeAbsent CreditUseId creditUseId,
            @MayBeAbsent RefundId refundId)
            implements CreditEvent {

        public CreditRestored(
                CreditId creditId,
                PartnerId partnerId,
                CustomerId customerId,
                Money amount,
                Money remaining,
                Instant restoredAt) {
            this(creditId, partnerId, customerId, amount, remaining, restoredAt, null, null);
        }
    }

    /** So much is to be given back by a refund of the charge from which it came. */
    record CreditRefundRequested(
            CreditId creditId,
            PartnerId partnerId,
            CustomerId customerId,
            InvoiceId invoiceId,
            ChargeId chargeId,
            RefundId refundId,
            Money amount,
            Money remaining,
            Instant requestedAt)
            implements CreditEvent {}

    /** So much was given back. */
    record CreditRefunded(
            CreditId creditId,
            PartnerId partnerId,
            CustomerId customerId,
            RefundId refundId,
            Money amount,
            Money remaining,
            Instant refundedAt)
            implements CreditEvent {}

    /**
     * A bank took back the payment from which the credit came. What had been spent by then is missing: the customer owes
     * {@code shortfall}.
     */
    record CreditTakenBack(
            CreditId creditId,
            PartnerId partnerId,
            CustomerId customerId,
            ChargeId chargeId,
            Money amount,
            Money shortfall,
            Money remaining,
            Instant takenBackAt)
            implements CreditEvent {}
}
