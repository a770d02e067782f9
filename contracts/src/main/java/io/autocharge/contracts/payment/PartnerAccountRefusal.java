package io.autocharge.contracts.payment;

import io.autocharge.contracts.Refusal;

/** Why an order to a partner's account is refused. */
public enum PartnerAccountRefusal implements Refusal {
    PARTNER_UNKNOWN(Kind.UNKNOWN, "There is no such partner."),
    NOT_FROZEN(Kind.CONFLICT, "Automatic charging is not stopped.");

    private final Kind kind;
    private final String sentence;

    PartnerAccountRefusal(Kind kind, String sentence) {
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
