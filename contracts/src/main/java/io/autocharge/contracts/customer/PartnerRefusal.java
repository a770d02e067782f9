package io.autocharge.contracts.customer;

import io.autocharge.contracts.Refusal;

/** Why an order to a partner is refused. */
public enum PartnerRefusal implements Refusal {
    PARTNER_ID_ALREADY_USED(Kind.INVALID, "This request was made before with other content."),
    API_KEY_UNKNOWN(Kind.UNKNOWN, "There is no such API key.");

    private final Kind kind;
    private final String sentence;

    PartnerRefusal(Kind kind, String sentence) {
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
