package io.autocharge.contracts.invoice;

import io.autocharge.contracts.Command;
import io.autocharge.contracts.Id;
import io.autocharge.contracts.MayBeAbsent;
import io.autocharge.contracts.Money;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.RefundId;

/** Orders to a credit: money of a customer that lies with its partner. */
public sealed interface CreditCommand extends Command {

    /** The credit that is ordered. */
    CreditId creditId();

    @Override
    default Id subject() {
        return creditId();
    }

    /** A payment was more than its invoice could take. A fact; never refused. */
    record GrantCredit(
            CreditId creditId,
            PartnerId partnerId,
            CustomerId customerId,
            InvoiceId invoiceId,
            ChargeId chargeId,
            Money amount)
            implements CreditCommand {}

    /**
     * Pays an invoice of the same customer out of the credit.
     *
     * @param amount how much; absent means as much as the credit holds and the invoice takes
     */
    record ApplyCredit(
            CreditId creditId,
            PartnerId partnerId,
            CreditUseId creditUseId,
            InvoiceId invoiceId,
            @MayBeAbsent Money amount)
            implements CreditCommand {}

    /** An invoice could not take so much of a use. A fact; never refused. */
    record RecordCreditTurnedAway(CreditId creditId, PartnerId partnerId, CreditUseId creditUseId, Money amount)
            implements CreditCommand {}

    /**
     * Gives the credit back to where its money came from.
     *
     * @param amount how much; absent means all that is left
     */
    record RefundCredit(CreditId creditId, PartnerId partnerId, RefundId refundId, @MayBeAbsent Money amount)
            implements CreditCommand {}

    /** What came of the refund of a credit. A fact; never refused. */
    record RecordCreditRefund(CreditId creditId, PartnerId partnerId, RefundId refundId, boolean succeeded)
            implements CreditCommand {}

    /**
     * A bank took back the payment from which the credit came. A fact; never refused.
     *
     * @param takenBack the sum of all that was taken back so far
     */
    record RecordCreditTakenBack(
            CreditId creditId, PartnerId partnerId, CustomerId customerId, ChargeId chargeId, Money takenBack)
            implements CreditCommand {}
}
