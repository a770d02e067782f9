package io.autocharge.contracts.invoice;

import io.autocharge.contracts.Refusal;

/** Why an order to a credit is refused. */
public enum CreditRefusal implements Refusal {
    CREDIT_UNKNOWN(Kind.UNKNOWN, "There is no such credit."),
    CREDIT_USE_ID_ALREADY_USED(Kind.INVALID, "This request was made before with other content."),
    REFUND_ID_ALREADY_USED(Kind.INVALID, "This request was made before with other content."),
    INVOICE_UNKNOWN(Kind.UNKNOWN, "The customer has no such invoice."),
    NOTHING_TO_SPEND(Kind.INVALID, "The amount must be above 0."),
    WRONG_CURRENCY(Kind.INVALID, "The amount is not in the currency of the credit."),
    ABOVE_CREDIT(Kind.CONFLICT, "The amount is above what is left of the credit."),
    CREDIT_SPENT(Kind.CONFLICT, "Nothing is left of the credit."),
    INVOICE_TAKES_NOTHING(Kind.CONFLICT, "Nothing of the invoice is open and free to be paid.");

    private final Kind kind;
    private final String sentence;

    CreditRefusal(Kind kind, String sentence) {
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
