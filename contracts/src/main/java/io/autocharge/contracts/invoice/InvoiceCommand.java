package io.autocharge.contracts.invoice;

import io.autocharge.contracts.Command;
import io.autocharge.contracts.Id;
import io.autocharge.contracts.MayBeAbsent;
import io.autocharge.contracts.Money;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.Method;
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
     */
    record ReserveBalance(InvoiceId invoiceId, PartnerId partnerId, ChargeId chargeId, @MayBeAbsent Money amount)
            implements InvoiceCommand {}

    /** Gives the reservation back, because its charge moved no money and never will. */
    record ReleaseBalance(InvoiceId invoiceId, PartnerId partnerId, ChargeId chargeId, String reason)
            implements InvoiceCommand {}

    /** Money has moved. A fact; never refused. */
    record RecordPayment(
            InvoiceId invoiceId, PartnerId partnerId, ChargeId chargeId, Money amount, Method method, Instant paidAt)
            implements InvoiceCommand {}

    /** Puts an unpaid invoice away: it can no longer be charged. */
    record ArchiveInvoice(InvoiceId invoiceId, PartnerId partnerId) implements InvoiceCommand {}
}
