package io.autocharge.contracts.payment;

import io.autocharge.contracts.Command;
import io.autocharge.contracts.Id;
import io.autocharge.contracts.MayBeAbsent;
import io.autocharge.contracts.Money;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.invoice.InvoiceId;
import java.util.List;

/** Orders to a charge. */
public sealed interface ChargeCommand extends Command {

    /** The charge that is ordered. */
    ChargeId chargeId();

    @Override
    default Id subject() {
        return chargeId();
    }

    /**
     * Plans to collect from an invoice, now or later. Other systems publish this on {@code payment.commands}.
     *
     * @param amount how much; absent means all that is outstanding then
     * @param paymentMethodId what to charge; absent means the customer's default then
     * @param origin by which door the order came in; absent means over Kafka
     * @param cause what led to it, if nobody asked for it by name
     * @param allocations the exact parts of one payment over several invoices, of which {@code invoiceId} is the first;
     *     their sum is {@code amount}. Absent means that all of it is for one invoice
     */
    record ScheduleCharge(
            ChargeId chargeId,
            PartnerId partnerId,
            InvoiceId invoiceId,
            @MayBeAbsent Money amount,
            @MayBeAbsent PaymentMethodId paymentMethodId,
            ChargeTime when,
            @MayBeAbsent Origin origin,
            @MayBeAbsent Cause cause,
            @MayBeAbsent List<Allocation> allocations)
            implements ChargeCommand {

        public ScheduleCharge {
            if (chargeId == null || partnerId == null || invoiceId == null || when == null) {
                throw new IllegalArgumentException("charge_id, partner_id, invoice_id and when are needed.");
            }
            origin = origin == null ? Origin.COMMAND : origin;
        }

        /** Plans to collect from one invoice what somebody asked for. */
        public ScheduleCharge(
                ChargeId chargeId,
                PartnerId partnerId,
                InvoiceId invoiceId,
                Money amount,
                PaymentMethodId paymentMethodId,
                ChargeTime when,
                Origin origin) {
            this(chargeId, partnerId, invoiceId, amount, paymentMethodId, when, origin, null, null);
        }
    }

    /**
     * What an invoice was created to have charged could not even be planned; {@code reason} is the name of a refusal. A
     * fact; never refused.
     */
    record RecordRefusal(
            ChargeId chargeId, PartnerId partnerId, CustomerId customerId, InvoiceId invoiceId, String reason)
            implements ChargeCommand {}

    /** The time has come: ask the invoice for its reservation. */
    record StartCharge(ChargeId chargeId, PartnerId partnerId) implements ChargeCommand {}

    /**
     * An invoice reserved {@code amount}; {@code remaining} will be left open on it.
     *
     * @param invoiceId which invoice; absent means the only one
     * @param round in which the charge had asked; absent means the first
     */
    record SubmitCharge(
            ChargeId chargeId,
            PartnerId partnerId,
            Money amount,
            Money remaining,
            @MayBeAbsent InvoiceId invoiceId,
            @MayBeAbsent Integer round)
            implements ChargeCommand {}

    /**
     * What an invoice answered instead of a reservation.
     *
     * @param invoiceId which invoice; absent means the only one
     * @param round in which the charge had asked; absent means the first
     */
    record RefuseCharge(
            ChargeId chargeId,
            PartnerId partnerId,
            String reason,
            @MayBeAbsent InvoiceId invoiceId,
            @MayBeAbsent Integer round)
            implements ChargeCommand {}

    /** What the processor said. A fact; never refused. */
    record RecordOutcome(ChargeId chargeId, PartnerId partnerId, Outcome outcome) implements ChargeCommand {}

    /**
     * Gives up a charge that was not submitted yet.
     *
     * @param reason why; absent means because it is requested
     * @param paidBy the charge that left nothing for it to collect, if that is why
     */
    record CancelCharge(
            ChargeId chargeId, PartnerId partnerId, @MayBeAbsent Cancellation reason, @MayBeAbsent ChargeId paidBy)
            implements ChargeCommand {}

    /**
     * Lowers what a planned charge is to collect to {@code most}, because no more is left; gives it up if that is nothing.
     *
     * @param paidBy the charge that left only that; absent if it was no charge
     */
    record ShrinkCharge(ChargeId chargeId, PartnerId partnerId, Money most, @MayBeAbsent ChargeId paidBy)
            implements ChargeCommand {}

    /** Has a planned charge made with {@code to} instead of {@code from}, which it replaces as the default. */
    record SwitchPaymentMethod(ChargeId chargeId, PartnerId partnerId, PaymentMethodId from, PaymentMethodId to)
            implements ChargeCommand {}

    /**
     * Gives back what was captured, never more than that.
     *
     * @param invoiceId which invoice is to be open again; absent means the only one that was paid
     * @param amount how much; absent means all that was not given or taken back yet
     * @param reason in the partner's words
     * @param purpose what the money is; absent means a payment
     */
    record RefundCharge(
            ChargeId chargeId,
            PartnerId partnerId,
            RefundId refundId,
            @MayBeAbsent InvoiceId invoiceId,
            @MayBeAbsent Money amount,
            @MayBeAbsent String reason,
            @MayBeAbsent RefundPurpose purpose)
            implements ChargeCommand {}

    /** What the processor said of a refund. A fact; never refused. */
    record RecordRefundOutcome(ChargeId chargeId, PartnerId partnerId, RefundId refundId, RefundOutcome outcome)
            implements ChargeCommand {}

    /** Where a dispute of the payment stands, in the processor's words. A fact; never refused. */
    record RecordDisputeNews(
            ChargeId chargeId,
            PartnerId partnerId,
            DisputeId disputeId,
            DisputeStage stage,
            Money amount,
            String reason)
            implements ChargeCommand {}

    /** Says what is done with a payment that came after a decline. */
    record ResolveLatePayment(ChargeId chargeId, PartnerId partnerId, LatePaymentResolution resolution)
            implements ChargeCommand {}
}
