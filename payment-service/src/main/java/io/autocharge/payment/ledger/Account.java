package io.autocharge.payment.ledger;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * The accounts that are kept for each partner in each currency. A debit adds to what is owed to us or held for us, a credit
 * to what is owed by us; all of them together always come to nothing.
 */
public enum Account {
    /** What customers still have to pay: the sum of what is outstanding on all invoices. */
    RECEIVABLE,
    /**
     * Faces the receivables: what was billed and has not come in. A bill is no money yet, so nothing is owed to the partner
     * for it. What is given up stays here and moves from the receivables to the write-offs.
     */
    UNCOLLECTED,
    /** What came in for the partner's invoices; refunds, disputes and fees lessen it on accounts of their own. */
    PARTNER_PAYABLE,
    /** What the payment processor holds for us: captures less fees, less what went back. */
    PROCESSOR_CLEARING,
    /** What the processor kept for its work. */
    FEES,
    /** What was given back to customers, of what had come in for invoices. */
    REFUNDS,
    /** What banks took back or withhold: returns after settlement, disputes that are open or lost. */
    DISPUTES,
    /** What customers have paid too much and may still use: the sum of their credits. */
    CREDIT,
    /** What partners have given up. */
    WRITE_OFF,
    /** Money of which nobody has decided yet whose it is: each sum has an open case. */
    SUSPENSE,
    /** Money that has moved at the processor, or left a credit, and is on its way to the invoice that it is meant for. */
    IN_TRANSIT;

    /** Its name on the wire. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
