package io.autocharge.payment.reconciliation;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What must hold at any moment, whatever has happened. What says that money is wrong stops the partner's automatic charges;
 * what says that something is late, or waits for a person, only tells.
 */
public enum Invariant {
    I1("total = captured - given and taken back + credited + written off + outstanding", true),
    I2("0 <= reserved <= outstanding; one charge in flight per invoice, and it holds the reservation", true),
    I3("given back + taken back <= captured, per invoice and per charge", true),
    I4("each journal entry and all accounts of a partner together come to 0", true),
    I5("captures - refunds - taken back - fees = partner payable, net + credit + suspense + in transit", true),
    I6("the processor's payments = ours, one by one: amount, currency and state", true),
    I7("each payment at the processor was submitted here before, with the same amount", true),
    I8("captures per charge and invoice <= 1; kept payments of an invoice <= its total", true),
    I9("positions 1, 2, 3 ... and sequences 0, 1, 2 ... without a gap, all readable", true),
    I12("per refund: asked for before it is done, and done once at the most", true),
    I14("no outcome unknown for 10 minutes without a retry, nor for 72 hours without a case", false),
    I15("each open invoice of auto-pay has one planned charge, and none is due for 5 minutes unclaimed", false),
    I18("suspense = 0, or each sum in it has an open case", false);

    private final String equation;
    private final boolean stops;

    Invariant(String equation, boolean stops) {
        this.equation = equation;
        this.stops = stops;
    }

    /** Its name on the wire and in alarms. */
    @JsonValue
    public String label() {
        return name();
    }

    /** What must hold, as people write it. */
    public String equation() {
        return equation;
    }

    /** Whether automatic charging stops when it does not hold. */
    public boolean stops() {
        return stops;
    }
}
