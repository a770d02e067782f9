package io.autocharge.contracts.payment;

import io.autocharge.contracts.Refusal;

/** Why an order to auto-pay is refused. */
public enum AutoPayRefusal implements Refusal {
    AUTO_PAY_RULE_ID_ALREADY_USED(Kind.INVALID, "This request was made before with other content."),
    AUTO_PAY_RULE_UNKNOWN(Kind.UNKNOWN, "There is no such auto-pay rule."),
    NAME_MISSING(Kind.INVALID, "A rule needs a name of at most 200 characters."),
    CONDITIONS_CONTRADICT(Kind.INVALID, "These conditions can never hold together."),
    CUSTOMER_UNKNOWN(Kind.UNKNOWN, "There is no such customer."),
    CUSTOMER_ARCHIVED(Kind.CONFLICT, "The customer is archived."),
    ALREADY_ENROLLED(Kind.CONFLICT, "The customer has enrolled already; end that first."),
    TOO_MANY_RULES(Kind.CONFLICT, "A partner has at most 100 auto-pay rules at a time."),
    NO_METHOD_ON_FILE(Kind.CONFLICT, "The customer has no payment method on file.");

    private final Kind kind;
    private final String sentence;

    AutoPayRefusal(Kind kind, String sentence) {
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
