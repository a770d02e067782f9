package io.autocharge.contracts.customer;

import io.autocharge.contracts.Refusal;

/** Why an order to a customer is refused. */
public enum CustomerRefusal implements Refusal {
    CUSTOMER_ID_ALREADY_USED(Kind.INVALID, "This request was made before with other content."),
    CUSTOMER_UNKNOWN(Kind.UNKNOWN, "There is no such customer."),
    CUSTOMER_ARCHIVED(Kind.CONFLICT, "The customer is archived."),
    USER_MISSING(Kind.INVALID, "A customer needs at least one user with a name and an e-mail address."),
    EMAIL_ALREADY_USED(Kind.CONFLICT, "Another user of this customer has this e-mail address.");

    private final Kind kind;
    private final String sentence;

    CustomerRefusal(Kind kind, String sentence) {
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
