package io.autocharge.contracts.payment;

import io.autocharge.contracts.Refusal;

/** Why an order to a charge is refused. */
public enum ChargeRefusal implements Refusal {
    CHARGE_ID_ALREADY_USED(Kind.INVALID, "This request was made before with other content."),
    CHARGE_UNKNOWN(Kind.UNKNOWN, "There is no such charge."),
    INVOICE_UNKNOWN(Kind.UNKNOWN, "There is no such invoice."),
    INVOICE_ARCHIVED(Kind.CONFLICT, "The invoice is archived."),
    ALREADY_PAID(Kind.CONFLICT, "The invoice is paid."),
    NOTHING_TO_PAY(Kind.INVALID, "The amount must be above 0."),
    ABOVE_OUTSTANDING(Kind.INVALID, "The amount is above what is outstanding."),
    WRONG_CURRENCY(Kind.INVALID, "The amount is not in the currency of the invoice."),
    CHARGE_DATE_IN_PAST(Kind.INVALID, "The charge date must not be in the past."),
    NO_METHOD_ON_FILE(Kind.CONFLICT, "The customer has no payment method on file."),
    PAYMENT_METHOD_UNKNOWN(Kind.UNKNOWN, "The customer has no such payment method."),
    ALREADY_SUBMITTED(Kind.CONFLICT, "The charge was submitted and can no longer be canceled."),
    ALREADY_ENDED(Kind.CONFLICT, "The charge has ended.");

    private final Kind kind;
    private final String sentence;

    ChargeRefusal(Kind kind, String sentence) {
        this.kind = kind;
        this.sentence = sentence;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
