package io.autocharge.contracts.customer;

import io.autocharge.contracts.Refusal;

/** Why an order to a customer is refused. */
public enum CustomerRefusal implements Refusal {
    CUSTOMER_ID_ALREADY_USED(Kind.INVALID, "This request was made before with other content."),
    CUSTOMER_UNKNOWN(Kind.UNKNOWN, "There is no such customer."),
    CUSTOMER_ARCHIVED(Kind.CONFLICT, "The customer is archived."),
    COMPANY_MISSING(Kind.INVALID, "A customer needs the name of its company, of at most 200 characters."),
    USER_MISSING(Kind.INVALID, "A customer needs at least one user with a name and an e-mail address."),
    EMAIL_MALFORMED(Kind.INVALID, "This is no e-mail address."),
    TAGS_MALFORMED(Kind.INVALID, "A customer has at most 20 tags of 1 to 40 characters each."),
    EXTERNAL_ID_MALFORMED(Kind.INVALID, "An external id has 1 to 200 characters."),
    TOO_MANY_USERS(Kind.CONFLICT, "A customer has at most 100 users."),
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
