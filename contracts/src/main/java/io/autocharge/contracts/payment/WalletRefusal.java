package io.autocharge.contracts.payment;

import io.autocharge.contracts.Refusal;

/** Why an order to a wallet is refused. */
public enum WalletRefusal implements Refusal {
    PAYMENT_METHOD_ID_ALREADY_USED(Kind.INVALID, "This request was made before with other content."),
    WRONG_WALLET(Kind.INVALID, "The wallet is not that of the customer."),
    PAYMENT_METHOD_UNKNOWN(Kind.UNKNOWN, "There is no such payment method."),
    PAYMENT_METHOD_DISABLED(Kind.CONFLICT, "The payment method can no longer be charged. Another one is needed."),
    CUSTOMER_UNKNOWN(Kind.UNKNOWN, "There is no such customer."),
    CUSTOMER_ARCHIVED(Kind.CONFLICT, "The customer is archived."),
    TOKEN_UNKNOWN(Kind.INVALID, "The payment processor does not know this token.");

    private final Kind kind;
    private final String sentence;

    WalletRefusal(Kind kind, String sentence) {
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
