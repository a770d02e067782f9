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
    INVOICES_MIXED(Kind.INVALID, "All invoices must be of one customer and in one currency, and each named once."),
    ALLOCATION_INEXACT(Kind.INVALID, "The parts of a payment must be above 0 and add up to its amount."),
    SEVERAL_INVOICES_ONLY_NOW(Kind.INVALID, "A payment over several invoices can only be made now."),
    AFTER_DUE_DATE(Kind.INVALID, "A customer may schedule a charge until the due date, not later."),
    PAYMENT_METHOD_DISABLED(Kind.CONFLICT, "The payment method can no longer be charged. Another one is needed."),
    METHOD_REPLACED(Kind.CONFLICT, "The payment method was replaced, and a charge to the new one is made instead."),
    NOT_CAPTURED(Kind.CONFLICT, "The charge has captured nothing that could be given back."),
    ABOVE_REFUNDABLE(Kind.CONFLICT, "The amount is above what is left to give back."),
    NOTHING_TO_REFUND(Kind.INVALID, "The amount to refund must be above 0."),
    REFUND_ID_ALREADY_USED(Kind.INVALID, "This request was made before with other content."),
    REFUND_UNKNOWN(Kind.UNKNOWN, "There is no such refund."),
    INVOICE_NEEDED(Kind.INVALID, "The charge paid several invoices: name the one to be open again."),
    NO_LATE_PAYMENT(Kind.CONFLICT, "There is no late payment of this charge to decide about."),
    AUTOMATIC_CHARGING_FROZEN(Kind.CONFLICT, "Automatic charging is stopped until a finding is cleared up."),
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
