package io.autocharge.contracts.payment;

import io.autocharge.contracts.Event;
import io.autocharge.contracts.Id;
import io.autocharge.contracts.MayBeAbsent;
import io.autocharge.contracts.Money;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.invoice.InvoiceId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** The life of a charge, as published on {@code payment.events}: one order to collect, through all its attempts. */
public sealed interface ChargeEvent extends Event {

    /** The charge that it happened to. */
    ChargeId chargeId();

    /** The invoice that it collects from. */
    InvoiceId invoiceId();

    /** Whose invoice it is. */
    CustomerId customerId();

    @Override
    default Id subject() {
        return chargeId();
    }

    /**
     * A charge is planned for {@code chargeAt}: {@code chargeOn} in the partner's time zone, at its cut-off hour or at
     * once.
     *
     * @param amount how much; absent means all that is outstanding then
     * @param paymentMethodId what to charge; absent means the customer's default then
     * @param cause what led to it, if nobody asked for it by name
     * @param allocations the exact parts of one payment over several invoices; absent if it is for one
     */
    record ChargeScheduled(
            ChargeId chargeId,
            PartnerId partnerId,
            CustomerId customerId,
            InvoiceId invoiceId,
            @MayBeAbsent Money amount,
            @MayBeAbsent PaymentMethodId paymentMethodId,
            LocalDate chargeOn,
            Instant chargeAt,
            Origin origin,
            Instant scheduledAt,
            @MayBeAbsent Cause cause,
            @MayBeAbsent List<Allocation> allocations)
            implements ChargeEvent {}

    /**
     * A planned charge was given up.
     *
     * @param reason why; absent means because it was requested
     * @param paidBy the charge that left nothing for it to collect, if that is why
     */
    record ChargeCanceled(
            ChargeId chargeId,
            PartnerId partnerId,
            CustomerId customerId,
            InvoiceId invoiceId,
            Instant canceledAt,
            @MayBeAbsent Cancellation reason,
            @MayBeAbsent ChargeId paidBy)
            implements ChargeEvent {}

    /** Only {@code to} is left for this charge to collect; {@code paidBy} is the charge that left it, if one did. */
    record ChargeShrunk(
            ChargeId chargeId,
            PartnerId partnerId,
            CustomerId customerId,
            InvoiceId invoiceId,
            Money from,
            Money to,
            @MayBeAbsent ChargeId paidBy,
            Instant shrunkAt)
            implements ChargeEvent {}

    /** Another charge of the invoice is in flight, or automatic charging is stopped: this one waits and asks again. */
    record ChargeDeferred(
            ChargeId chargeId,
            PartnerId partnerId,
            CustomerId customerId,
            InvoiceId invoiceId,
            @MayBeAbsent Money amount,
            String reason,
            int round,
            Instant until,
            Instant deferredAt)
            implements ChargeEvent {}

    /** A planned charge will be made with {@code to}, which replaced {@code from} as the customer's default. */
    record PaymentMethodSwitched(
            ChargeId chargeId,
            PartnerId partnerId,
            CustomerId customerId,
            InvoiceId invoiceId,
            PaymentMethodId from,
            PaymentMethodId to,
            Instant switchedAt)
            implements ChargeEvent {}

    /**
     * The charge's time has come, and it asks the invoice for its reservation.
     *
     * @param upTo whether less will do, if less than {@code amount} is outstanding; absent means no
     * @param round how often it has asked, counted from 1; absent means 1
     * @param reserved what other invoices have reserved for it already, if it is one payment over several
     */
    record BalanceRequested(
            ChargeId chargeId,
            PartnerId partnerId,
            CustomerId customerId,
            InvoiceId invoiceId,
            @MayBeAbsent Money amount,
            PaymentMethodId paymentMethodId,
            Method method,
            @MayBeAbsent Boolean upTo,
            @MayBeAbsent Integer round,
            @MayBeAbsent List<Share> reserved)
            implements ChargeEvent {}

    /** Nothing can be charged; {@code reason} is the name of a refusal. No money moved. */
    record ChargeRefused(
            ChargeId chargeId,
            PartnerId partnerId,
            CustomerId customerId,
            InvoiceId invoiceId,
            String reason,
            Instant refusedAt)
            implements ChargeEvent {}

    /**
     * The processor is about to be asked; from here on money may move. {@code remaining} will be left open.
     *
     * @param shares what each of several invoices has reserved, if it is one payment over several
     */
    record ChargeSubmitted(
            ChargeId chargeId,
            PartnerId partnerId,
            CustomerId customerId,
            InvoiceId invoiceId,
            Money amount,
            Money remaining,
            PaymentMethodId paymentMethodId,
            Method method,
            Instant submittedAt,
            @MayBeAbsent List<Share> shares)
            implements ChargeEvent {}

    /** A payment that leaves nothing open on the invoice. */
    record PaymentCaptured(
            ChargeId chargeId,
            PartnerId partnerId,
            CustomerId customerId,
            InvoiceId invoiceId,
            Money amount,
            Method method,
            String processorReference,
            Instant capturedAt,
            @MayBeAbsent Money fee)
            implements ChargeEvent {}

    /** A payment that leaves {@code remaining} open on the invoice. */
    record PartialPaymentCaptured(
            ChargeId chargeId,
            PartnerId partnerId,
            CustomerId customerId,
            InvoiceId invoiceId,
            Money amount,
            Money remaining,
            Method method,
            String processorReference,
            Instant capturedAt,
            @MayBeAbsent Money fee)
            implements ChargeEvent {}

    /** A bank has the payment in hand; it settles or is returned within days. */
    record PaymentPending(
            ChargeId chargeId,
            PartnerId partnerId,
            CustomerId customerId,
            InvoiceId invoiceId,
            Money amount,
            Method method,
            String processorReference,
            Instant pendingAt)
            implements ChargeEvent {}

    /** A bank gave back what was pending; {@code code} is Nacha's, e.g. {@code R01}. No money moved in the end. */
    record PaymentReturned(
            ChargeId chargeId,
            PartnerId partnerId,
            CustomerId customerId,
            InvoiceId invoiceId,
            Money amount,
            Method method,
            String code,
            Instant returnedAt,
            @MayBeAbsent PaymentMethodId paymentMethodId,
            @MayBeAbsent Origin origin)
            implements ChargeEvent {}

    /** A bank took back what had settled before; {@code code} is Nacha's. Its invoice is open again. */
    record SettledPaymentReturned(
            ChargeId chargeId,
            PartnerId partnerId,
            CustomerId customerId,
            InvoiceId invoiceId,
            Money amount,
            Method method,
            String code,
            Instant returnedAt,
            @MayBeAbsent PaymentMethodId paymentMethodId)
            implements ChargeEvent {}

    /** The processor said no; {@code code} is its reason. No money moved. */
    record ChargeDeclined(
            ChargeId chargeId,
            PartnerId partnerId,
            CustomerId customerId,
            InvoiceId invoiceId,
            Money amount,
            Method method,
            String code,
            Instant declinedAt,
            @MayBeAbsent PaymentMethodId paymentMethodId,
            @MayBeAbsent Origin origin)
            implements ChargeEvent {}

    /** The processor gave no answer: neither paid nor failed. The reservation stays, and it is asked again. */
    record ChargeOutcomeUnknown(
            ChargeId chargeId,
            PartnerId partnerId,
            CustomerId customerId,
            InvoiceId invoiceId,
            Money amount,
            Instant unknownSince)
            implements ChargeEvent {}

    /**
     * A payment came in after the processor had said no. It is applied to nothing until somebody has decided what is
     * done with it.
     */
    record LatePaymentFound(
            ChargeId chargeId,
            PartnerId partnerId,
            CustomerId customerId,
            InvoiceId invoiceId,
            Money amount,
            Method method,
            String processorReference,
            Instant foundAt)
            implements ChargeEvent {}

    /** It was decided what is done with a payment that came after a decline. */
    record LatePaymentResolved(
            ChargeId chargeId,
            PartnerId partnerId,
            CustomerId customerId,
            InvoiceId invoiceId,
            Money amount,
            LatePaymentResolution resolution,
            Instant resolvedAt)
            implements ChargeEvent {}

    /** So much of what was captured is to be given back; the processor is about to be asked. */
    record RefundRequested(
            ChargeId chargeId,
            PartnerId partnerId,
            CustomerId customerId,
            InvoiceId invoiceId,
            RefundId refundId,
            Money amount,
            RefundPurpose purpose,
            @MayBeAbsent String reason,
            String processorReference,
            Instant requestedAt)
            implements ChargeEvent {}

    /** So much was given back; {@code refunded} is the sum of what this charge has given back so far. */
    record RefundSucceeded(
            ChargeId chargeId,
            PartnerId partnerId,
            CustomerId customerId,
            InvoiceId invoiceId,
            RefundId refundId,
            Money amount,
            Money refunded,
            RefundPurpose purpose,
            Method method,
            String processorReference,
            Instant refundedAt)
            implements ChargeEvent {}

    /** The processor will not give it back; {@code code} is its reason. No money moved. */
    record RefundFailed(
            ChargeId chargeId,
            PartnerId partnerId,
            CustomerId customerId,
            InvoiceId invoiceId,
            RefundId refundId,
            Money amount,
            RefundPurpose purpose,
            String code,
            Instant failedAt)
            implements ChargeEvent {}

    /** The customer's bank withholds {@code amount} until the dispute is decided. */
    record DisputeOpened(
            ChargeId chargeId,
            PartnerId partnerId,
            CustomerId customerId,
            InvoiceId invoiceId,
            DisputeId disputeId,
            Money amount,
            Method method,
            String reason,
            Instant openedAt)
            implements ChargeEvent {}

    /** The dispute was decided for the partner: the money is back. */
    record DisputeWon(
            ChargeId chargeId,
            PartnerId partnerId,
            CustomerId customerId,
            InvoiceId invoiceId,
            DisputeId disputeId,
            Money amount,
            Method method,
            Instant wonAt)
            implements ChargeEvent {}

    /** The dispute was decided for the customer: what was withheld is gone. */
    record DisputeLost(
            ChargeId chargeId,
            PartnerId partnerId,
            CustomerId customerId,
            InvoiceId invoiceId,
            DisputeId disputeId,
            Money amount,
            Method method,
            Instant lostAt)
            implements ChargeEvent {}
}
