package io.autocharge.contracts.payment;

import io.autocharge.contracts.Command;
import io.autocharge.contracts.Id;
import io.autocharge.contracts.MayBeAbsent;
import io.autocharge.contracts.Money;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.invoice.InvoiceId;

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
     */
    record ScheduleCharge(
            ChargeId chargeId,
            PartnerId partnerId,
            InvoiceId invoiceId,
            @MayBeAbsent Money amount,
            @MayBeAbsent PaymentMethodId paymentMethodId,
            ChargeTime when,
            @MayBeAbsent Origin origin)
            implements ChargeCommand {

        public ScheduleCharge {
            if (chargeId == null || partnerId == null || invoiceId == null || when == null) {
                throw new IllegalArgumentException("charge_id, partner_id, invoice_id and when are needed.");
            }
            origin = origin == null ? Origin.COMMAND : origin;
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

    /** The invoice reserved {@code amount}; {@code remaining} will be left open on it. */
    record SubmitCharge(ChargeId chargeId, PartnerId partnerId, Money amount, Money remaining)
            implements ChargeCommand {}

    /** What the invoice answered instead of a reservation. */
    record RefuseCharge(ChargeId chargeId, PartnerId partnerId, String reason) implements ChargeCommand {}

    /** What the processor said. A fact; never refused. */
    record RecordOutcome(ChargeId chargeId, PartnerId partnerId, Outcome outcome) implements ChargeCommand {}

    /** Gives up a charge that was not submitted yet. */
    record CancelCharge(ChargeId chargeId, PartnerId partnerId) implements ChargeCommand {}
}
