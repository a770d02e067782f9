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
            Instant scheduledAt)
            implements ChargeEvent {}

    /** A planned charge was given up. */
    record ChargeCanceled(
            ChargeId chargeId, PartnerId partnerId, CustomerId customerId, InvoiceId invoiceId, Instant canceledAt)
            implements ChargeEvent {}

    /** The charge's time has come, and it asks the invoice for its reservation. */
    record BalanceRequested(
            ChargeId chargeId,
            PartnerId partnerId,
            CustomerId customerId,
            InvoiceId invoiceId,
            @MayBeAbsent Money amount,
            PaymentMethodId paymentMethodId,
            Method method)
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

    /** The processor is about to be asked; from here on money may move. {@code remaining} will be left open. */
    record ChargeSubmitted(
            ChargeId chargeId,
            PartnerId partnerId,
            CustomerId customerId,
            InvoiceId invoiceId,
            Money amount,
            Money remaining,
            PaymentMethodId paymentMethodId,
            Method method,
            Instant submittedAt)
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
            Instant capturedAt)
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
            Instant capturedAt)
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
            Instant returnedAt)
            implements ChargeEvent {}

    /** A bank took back what had settled before; {@code code} is Nacha's. The balance is not reopened by this alone. */
    record SettledPaymentReturned(
            ChargeId chargeId,
            PartnerId partnerId,
            CustomerId customerId,
            InvoiceId invoiceId,
            Money amount,
            Method method,
            String code,
            Instant returnedAt)
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
            Instant declinedAt)
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
}
