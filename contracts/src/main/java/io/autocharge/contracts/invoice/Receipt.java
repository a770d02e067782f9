package io.autocharge.contracts.invoice;

import com.fasterxml.jackson.annotation.JsonValue;
import io.autocharge.contracts.MayBeAbsent;
import io.autocharge.contracts.Money;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.Method;
import java.time.Instant;
import java.util.Locale;

/**
 * All that stands on the paper for one payment, or for what became of it later, but for its number.
 *
 * @param amount what was paid, or given or taken back
 * @param outstanding what was left to pay on the invoice after it
 * @param paidAt when that was
 * @param kind what it is the paper for; absent means a payment
 * @param corrects the receipt of the payment that this one corrects; absent for a payment
 */
public record Receipt(
        ReceiptId receiptId,
        InvoiceId invoiceId,
        String invoiceNumber,
        ChargeId chargeId,
        CustomerId customerId,
        String customerName,
        String partnerName,
        Method method,
        Money amount,
        Money invoiceTotal,
        Money outstanding,
        Instant paidAt,
        @MayBeAbsent Kind kind,
        @MayBeAbsent ReceiptId corrects) {

    /** What a receipt is the paper for. */
    public enum Kind {
        /** A payment came in. */
        PAYMENT,
        /** A payment, or a part of it, was given back. */
        REFUND,
        /** A bank took a payment back. */
        RETURN,
        /** A payment is withheld because of a dispute. */
        DISPUTE,
        /** A dispute was won, and the payment counts again. */
        DISPUTE_WON;

        /** Its name on the wire. */
        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
