package io.autocharge.contracts.invoice;

import io.autocharge.contracts.Command;
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

/** Orders to an invoice. */
public sealed interface InvoiceCommand extends Command {

    /** The invoice that is ordered. */
    InvoiceId invoiceId();

    @Override
    default Id subject() {
        return invoiceId();
    }

    /**
     * Asks a customer for a sum.
     *
     * @param number as it stands on the paper
     * @param externalId the partner's own name for it; may be absent
     * @param dueOn a calendar date in the partner's time zone, not in the past
     */
    record CreateInvoice(
            InvoiceId invoiceId,
            PartnerId partnerId,
            CustomerId customerId,
            String number,
            @MayBeAbsent String externalId,
            List<LineItem> lineItems,
            @MayBeAbsent String memo,
            LocalDate dueOn,
            Collection collection)
            implements InvoiceCommand {}

    /** Has the payment link mailed to the customer. */
    record RequestPaymentLink(InvoiceId invoiceId, PartnerId partnerId) implements InvoiceCommand {}

    /**
     * Asks for the invoice's one reservation, without which nothing may be charged. It is answered by an event.
     *
     * @param amount how much; absent means all that is outstanding
     * @param upTo whether less will do, if less than {@code amount} is outstanding; absent means no
     * @param round how often the charge has asked, counted from 1; absent means 1. After {@code PAYMENT_IN_FLIGHT} a
     *     charge may ask again, in a later round
     */
    record ReserveBalance(
            InvoiceId invoiceId,
            PartnerId partnerId,
            ChargeId chargeId,
            @MayBeAbsent Money amount,
            @MayBeAbsent Boolean upTo,
            @MayBeAbsent Integer round)
            implements InvoiceCommand {}

    /** Gives the reservation back, because its charge moved no money and never will. */
    record ReleaseBalance(InvoiceId invoiceId, PartnerId partnerId, ChargeId chargeId, String reason)
            implements InvoiceCommand {}

    /** Money has moved. A fact; never refused. */
    record RecordPayment(
            InvoiceId invoiceId, PartnerId partnerId, ChargeId chargeId, Money amount, Method method, Instant paidAt)
            implements InvoiceCommand {}

    /** A payment, or a part of it, was given back to the customer. A fact; never refused. */
    record RecordRefund(
            InvoiceId invoiceId,
            PartnerId partnerId,
            ChargeId chargeId,
            RefundId refundId,
            Money amount,
            Instant refundedAt)
            implements InvoiceCommand {}

    /** A bank took a settled payment back; {@code code} is Nacha's. A fact; never refused. */
    record RecordReturn(
            InvoiceId invoiceId, PartnerId partnerId, ChargeId chargeId, Money amount, String code, Instant returnedAt)
            implements InvoiceCommand {}

    /** The customer's bank took a payment back until a dispute is decided. A fact; never refused. */
    record RecordDispute(
            InvoiceId invoiceId,
            PartnerId partnerId,
            ChargeId chargeId,
            DisputeId disputeId,
            Money amount,
            String reason,
            Instant openedAt)
            implements InvoiceCommand {}

    /** A dispute was won: the payment is ours again. A fact; never refused. */
    record RecordDisputeWon(
            InvoiceId invoiceId,
            PartnerId partnerId,
            ChargeId chargeId,
            DisputeId disputeId,
            Money amount,
            Instant wonAt)
            implements InvoiceCommand {}

    /** A part of a credit was spent on this invoice. A fact; what the invoice cannot take goes back to the credit. */
    record RecordCredit(
            InvoiceId invoiceId, PartnerId partnerId, CreditId creditId, CreditUseId creditUseId, Money amount)
            implements InvoiceCommand {}

    /**
     * Gives up what is still open, or a part of it: nobody will be asked for it any more.
     *
     * @param amount how much; absent means all that is outstanding
     * @param requestId what the partner calls this request: said twice, it is done once
     */
    record WriteOffBalance(
            InvoiceId invoiceId,
            PartnerId partnerId,
            @MayBeAbsent Money amount,
            String reason,
            @MayBeAbsent String requestId)
            implements InvoiceCommand {

        public WriteOffBalance(InvoiceId invoiceId, PartnerId partnerId, Money amount, String reason) {
            this(invoiceId, partnerId, amount, reason, null);
        }
    }

    /** Puts an unpaid invoice away: it can no longer be charged. */
    record ArchiveInvoice(InvoiceId invoiceId, PartnerId partnerId) implements InvoiceCommand {}
}
